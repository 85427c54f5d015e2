package io.orderflow.local.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process did not become ready. The message says why and ends with the last lines of its log. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int TAIL_LINES = 30;

    StartFailed(String process, String why, @Nullable Throwable cause, Path log) {
        super(process + " " + why + ". The end of its log, " + log + ":\n" + tail(log), cause);
    }

    /** Read as Latin-1, which no byte sequence is invalid in. */
    private static String tail(Path log) {
        Deque<String> tail = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            lines.forEach(line -> {
                if (tail.size() == TAIL_LINES) {
                    tail.removeFirst();
                }
                tail.addLast("    " + line);
            });
        } catch (IOException e) {
            return "    (not readable: " + e + ")";
        }
        return String.join("\n", tail);
    }
}
