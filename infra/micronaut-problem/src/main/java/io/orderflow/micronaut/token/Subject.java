package io.orderflow.micronaut.token;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service accepts as the id of a person: 1 to 64 letters, digits and combining marks of any script and {@code . _ @ -},
 * beginning with a letter or digit, in Unicode's normal form C. So no two ids look or compare alike, none breaks a log line, a
 * URL or a topic, and each fits its column.
 */
final class Subject {

    /** Code points, as MySQL counts characters. */
    static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@-]*");

    private Subject() {}

    static boolean isValid(@Nullable String subject) {
        return subject != null
                && !subject.isEmpty()
                && subject.length() <= 2 * LONGEST
                && subject.codePointCount(0, subject.length()) <= LONGEST
                && FORM.matcher(subject).matches()
                && Normalizer.isNormalized(subject, Normalizer.Form.NFC);
    }
}
