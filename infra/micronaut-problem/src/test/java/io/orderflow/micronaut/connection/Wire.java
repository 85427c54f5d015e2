package io.orderflow.micronaut.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connection, byte by byte. */
final class Wire implements AutoCloseable {

    private static final int STEP_MILLIS = 50;

    private final Socket socket;

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
    }

    Wire say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** One character at a time, until the server has had enough. @return its answer */
    String drip(String text) throws IOException {
        socket.setSoTimeout(STEP_MILLIS);
        for (int i = 0; i < text.length(); i++) {
            try {
                say(text.substring(i, i + 1));
                int first = socket.getInputStream().read();
                socket.setSoTimeout(10_000);
                return first < 0 ? "" : (char) first + untilClosed();
            } catch (SocketTimeoutException goesOn) {
                // It listens.
            } catch (SocketException cut) {
                return "";
            }
        }
        throw new IllegalStateException("It takes all day: " + text);
    }

    /** Until the first answer's text has ended, which all of the controller's do with a bracket. */
    String answer() throws IOException {
        var answer = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0;
                c = socket.getInputStream().read()) {
            answer.append((char) c);
            if (c == '>') {
                break;
            }
        }
        return answer.toString();
    }

    /** All that comes before the server hangs up. */
    String untilClosed() throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    boolean isOpenFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silence) {
            return true;
        } catch (SocketException reset) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
