package io.orderflow.micronaut.token;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service accepts as the id of a person: 1 to 64 letters, digits and combining marks of any script and {@code . _ @ -},
 * beginning with a letter or digit, in Unicode's normal form C, and none of those letters and marks that are drawn as nothing. So
 * none breaks a log line, a URL or a topic, none is invisible, and each fits its column. Letters of different scripts that look
 * alike make different ids.
 */
final class Subject {

    /** Code points, as MySQL counts characters. */
    static final int LONGEST = 64;

    /**
     * Letters and marks among Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt): fillers of Hangul, vowels of Khmer
     * that are not written, joiners and variation selectors.
     */
    private static final String DRAWN_AS_NOTHING =
            "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}";

    private static final Pattern FORM =
            Pattern.compile("[\\p{L}\\p{N}&&[^X]][\\p{L}\\p{M}\\p{N}._@\\-&&[^X]]*".replace("X", DRAWN_AS_NOTHING));

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
