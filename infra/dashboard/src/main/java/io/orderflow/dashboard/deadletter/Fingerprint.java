package io.orderflow.dashboard.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Distinguishes failures as a person would: by the exceptions and where the innermost came from. Not by messages, line numbers,
 * or the numbers that compilers and proxies add to names: those differ from one build or one order to the next.
 */
final class Fingerprint {

    private static final int FRAMES = 5;
    private static final int BYTES = 8;
    private static final Pattern FRAME = Pattern.compile("^\\s+at (?:\\S+/)?([^\\s(]+)\\(");
    private static final Pattern CAUSE = Pattern.compile("^Caused by: ([\\w.$]+)");
    private static final Pattern GENERATED = Pattern.compile("\\$\\d+|\\$\\$[\\w$]*|/0x[0-9a-f]+");

    private Fingerprint() {}

    /**
     * @param stack as {@link Throwable#printStackTrace} writes it
     * @return 16 hexadecimal digits
     */
    static String of(String exception, String stack) {
        var parts = new ArrayList<String>(List.of(exception));
        var frames = new ArrayList<String>();
        for (var line : stack.lines().toList()) {
            var cause = CAUSE.matcher(line);
            var frame = FRAME.matcher(line);
            if (cause.find()) {
                parts.add(cause.group(1));
                frames.clear();
            } else if (frame.find() && frames.size() < FRAMES) {
                frames.add(GENERATED.matcher(frame.group(1)).replaceAll(""));
            }
        }
        parts.addAll(frames);
        return HexFormat.of().formatHex(sha256(String.join("\n", parts)), 0, BYTES);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
