package io.orderflow.dashboard.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Times as people read them. */
final class Times {

    private static final long MILLI = 1_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long MINUTE = 60 * SECOND;

    private Times() {}

    /** {@code +0.214 s}, {@code +3 min 2 s}. */
    static String after(Instant begin, Instant at) {
        return after(Duration.between(begin, at));
    }

    static String after(Duration since) {
        long micros = since.toNanos() / MILLI;
        var sign = micros < 0 ? "−" : "+";
        long size = Math.abs(micros);
        return sign + (size < MINUTE ? seconds(size, 3) : minutes(Duration.ofNanos(size * MILLI)));
    }

    /** {@code 0.31 ms}, {@code 12 ms}, {@code 1.2 s}. */
    static String took(Duration duration) {
        long micros = duration.toNanos() / MILLI;
        if (micros < 10 * MILLI) {
            return String.format(Locale.ROOT, "%.2f ms", micros / (double) MILLI);
        }
        if (micros < SECOND) {
            return micros / MILLI + " ms";
        }
        return micros < MINUTE ? seconds(micros, 1) : minutes(duration);
    }

    private static String seconds(long micros, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f s", micros / (double) SECOND);
    }

    private static String minutes(Duration duration) {
        long hours = duration.toHours();
        return hours > 0
                ? "%d h %d min".formatted(hours, duration.toMinutesPart())
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
