package io.orderflow.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends one command of plain words to a Redis. Enough for PING and FLUSHALL, and no client library to choose. */
final class RedisCommand {

    private static final int TIMEOUT_MILLIS = 5_000;

    private RedisCommand() {}

    /** @return the simple answer, such as {@code OK} */
    static String send(RedisAccess redis, String command) throws IOException {
        var uri = URI.create(redis.url());
        try (var socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()), TIMEOUT_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            if (!redis.password().isEmpty()) {
                ask(socket, answers, "AUTH " + (redis.user() + " " + redis.password()).strip());
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
