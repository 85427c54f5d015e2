package io.orderflow.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One request, byte by byte.
 *
 * @param route which it is meant for, as in {@code GET /orders/{id}}
 * @param headers whole lines without their end
 * @param mustBeRefused whether an answer below 400 would be wrong
 */
record Attempt(String route, String method, String target, List<String> headers, byte[] body, boolean mustBeRefused) {

    private static final int SHOWN = 300;

    Attempt {
        headers = List.copyOf(headers);
    }

    static Attempt of(FuzzedRoute route, String target, List<String> headers) {
        return new Attempt(route.toString(), route.method(), target, headers, new byte[0], false);
    }

    Attempt method(String other) {
        return new Attempt(route, other, target, headers, body, mustBeRefused);
    }

    Attempt target(String other) {
        return new Attempt(route, method, other, headers, body, mustBeRefused);
    }

    Attempt with(List<String> more) {
        var all = new ArrayList<>(headers);
        all.addAll(more);
        return new Attempt(route, method, target, all, body, mustBeRefused);
    }

    Attempt with(String header) {
        return with(List.of(header));
    }

    Attempt body(byte[] other) {
        return new Attempt(route, method, target, headers, other, mustBeRefused);
    }

    Attempt refused() {
        return new Attempt(route, method, target, headers, body, true);
    }

    Attempt maybeRefused() {
        return new Attempt(route, method, target, headers, body, false);
    }

    /** With the headers that HTTP asks for, unless the attempt is about them. */
    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        out.writeBytes((method + " " + target + " HTTP/1.1\r\n").getBytes(ISO_8859_1));
        if (!has("Host")) {
            out.writeBytes("Host: 127.0.0.1\r\n".getBytes(ISO_8859_1));
        }
        for (String header : headers) {
            out.writeBytes((header + "\r\n").getBytes(ISO_8859_1));
        }
        if (!has("Connection")) {
            out.writeBytes("Connection: close\r\n".getBytes(ISO_8859_1));
        }
        if (!has("Content-Length") && !has("Transfer-Encoding") && (body.length > 0 || !isWithoutBody())) {
            out.writeBytes(("Content-Length: " + body.length + "\r\n").getBytes(ISO_8859_1));
        }
        out.writeBytes("\r\n".getBytes(ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private boolean isWithoutBody() {
        return List.of("GET", "HEAD", "OPTIONS", "TRACE").contains(method);
    }

    boolean has(String header) {
        return headers.stream().anyMatch(line -> line.regionMatches(true, 0, header + ":", 0, header.length() + 1));
    }

    boolean asksForHtml() {
        return headers.stream().anyMatch(line -> line.startsWith("Accept:") && line.contains("text/html"));
    }

    @Override
    public String toString() {
        var text = new StringBuilder(shortened(method) + " " + shortened(target));
        headers.stream()
                .map(line -> line.startsWith("Authorization: Bearer ey") ? "Authorization: Bearer …" : line)
                .forEach(line -> text.append(" | ").append(shortened(line)));
        if (body.length > 0) {
            text.append(" | body ").append(shortened(new String(body, ISO_8859_1)));
        }
        return text.toString();
    }

    static String shortened(String text) {
        String visible = text.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
        return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "…(" + visible.length() + ")";
    }
}
