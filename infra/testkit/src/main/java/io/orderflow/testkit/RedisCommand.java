package io.orderflow.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends one command without arguments to a Redis. Enough for PING and FLUSHALL, and no client library to choose. */
final class RedisCommand {

    private static final int TIMEOUT_MILLIS = 5_000;

    private RedisCommand() {}

    /** @return the simple answer, such as {@code OK} */
    static String send(String url, String command) throws IOException {
        var uri = URI.create(url);
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()), TIMEOUT_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var userInfo = uri.getUserInfo();
            if (userInfo != null) {
                // redis://user:password@host, where the user may be empty.
                ask(socket, answers, "AUTH " + userInfo.replaceFirst("^:", "").replace(':', ' '));
            }
            return ask(socket, answers, command);
        }
    }

    private static String ask(Socket socket, BufferedReader answers, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        var answer = answers.readLine();
        if (answer == null || !answer.startsWith("+")) {
            throw new IOException("Redis answered " + command.split(" ")[0] + " with " + answer);
        }
        return answer.substring(1);
    }
}
