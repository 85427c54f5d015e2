package io.orderflow.operator.audit;

import java.util.regex.Pattern;

/** Text as it fits into a row: a row is never lost because something in it is too long or odd. */
public final class AuditText {

    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\u2028\\u2029]");

    private AuditText() {}

    /**
     * @param most characters, at least 2
     * @return one line of at most {@code most} characters; what was cut ends with an ellipsis
     */
    public static String line(String text, int most) {
        // Cut first: what comes from outside may be long.
        var rough = text.length() <= most + 1 ? text : text.substring(0, most + 1);
        var line = NOT_IN_A_LINE.matcher(rough).replaceAll("�");
        return line.length() <= most ? line : line.substring(0, before(line, most - 1)) + "…";
    }

    /** Never in the middle of a character of two. */
    private static int before(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
