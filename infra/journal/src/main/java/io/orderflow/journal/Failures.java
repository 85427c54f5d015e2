package io.orderflow.journal;

import io.orderflow.journal.entry.JournalEntry.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Exceptions as the journal keeps them. */
final class Failures {

    private Failures() {}

    static @Nullable Failure of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        String reason = thrown.getMessage();
        return new Failure(
                thrown.getClass().getName(),
                reason == null ? null : cut(reason, Failure.REASON_LENGTH),
                cut(stack.toString(), Failure.STACK_LENGTH));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
