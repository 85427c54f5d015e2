package io.orderflow.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What came back until the service closed the connection; of an event stream, only its head.
 *
 * @param status 0 where nothing came
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Answer NOTHING = new Answer(0, Map.of(), new byte[0]);

    /** @throws java.net.SocketTimeoutException if the service neither answers nor closes */
    static Answer to(Attempt attempt, int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(attempt.bytes());
                socket.getOutputStream().flush();
            } catch (SocketException closedEarly) {
                // It may refuse before it has read everything; its answer is what counts.
            }
            return read(socket.getInputStream(), attempt.method().equals("HEAD"));
        }
    }

    private static Answer read(InputStream in, boolean isHead) throws IOException {
        try {
            String statusLine = line(in);
            while (statusLine.matches("HTTP/1.. 1\\d\\d.*")) {
                headers(in);
                statusLine = line(in);
            }
            if (!statusLine.startsWith("HTTP/1.")) {
                return NOTHING;
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            var headers = headers(in);
            if (first(headers, "content-type").startsWith("text/event-stream")) {
                return new Answer(status, headers, new byte[0]);
            }
            // After a HEAD, and where a status has no body, none may follow: what is there at once is one too many.
            boolean isBare = isHead || status == 204 || status == 304;
            return new Answer(status, headers, isBare ? in.readNBytes(in.available()) : body(in, headers));
        } catch (SocketException reset) {
            return NOTHING;
        }
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (first(headers, "transfer-encoding").equals("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            return body.toByteArray();
        }
        String length = first(headers, "content-length");
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static int chunk(InputStream in) throws IOException {
        String size = line(in);
        return size.isEmpty() ? 0 : Integer.parseInt(size, 16);
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, List<String>>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = Math.max(0, line.indexOf(':'));
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    String header(String name) {
        return first(headers, name);
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    /** Unpacked, where the request asked for that. */
    String text() {
        if (!header("content-encoding").equals("gzip")) {
            return new String(body, UTF_8);
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(unpacked.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("not the gzip that it says it is", broken);
        }
    }
}
