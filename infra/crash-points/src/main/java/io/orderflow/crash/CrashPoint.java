package io.orderflow.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a process can be made to die; the names are those of {@code crash.at}, in lower case with hyphens. */
public enum CrashPoint {
    /** Nothing has been sent. */
    BEFORE_HALF,
    /** The half message is stored, the local transaction has not begun. */
    AFTER_HALF,
    /** The local transaction's work is done, nothing is committed. */
    INSIDE_TRANSACTION,
    /** Committed, the verdict is not reported yet. */
    AFTER_COMMIT,
    /** The verdict is reported. */
    AFTER_END,
    /** The claim is held, the effect has not begun. */
    AFTER_CLAIM,
    /** Just outside the effect. */
    BEFORE_EFFECT,
    /** The effect is committed, not marked done or acknowledged. */
    AFTER_EFFECT,
    /** The effect is remembered, the message not acknowledged. Reached by idempotent listeners only. */
    BEFORE_ACKNOWLEDGE;

    static CrashPoint named(String name) {
        return Arrays.stream(values())
                .filter(point -> point.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("crash.at=%s is no crash point; there are %s"
                        .formatted(
                                name,
                                Arrays.stream(values())
                                        .map(CrashPoint::toString)
                                        .collect(Collectors.joining(", ")))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
