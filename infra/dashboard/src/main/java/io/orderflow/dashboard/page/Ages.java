package io.orderflow.dashboard.page;

import java.time.Duration;

/** A duration as short as it can be read: {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
public final class Ages {

    private Ages() {}

    public static String text(Duration age) {
        if (age.compareTo(Duration.ofSeconds(10)) < 0) {
            return "%d.%d s".formatted(age.toSeconds(), age.toMillisPart() / 100);
        }
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return age.toSeconds() + " s";
        }
        if (age.compareTo(Duration.ofHours(2)) < 0) {
            return age.toMinutes() + " min";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " d";
    }
}
