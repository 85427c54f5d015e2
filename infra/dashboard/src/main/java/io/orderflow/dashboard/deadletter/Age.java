package io.orderflow.dashboard.deadletter;

import java.time.Duration;
import java.util.Locale;

/** How long ago a message became a dead letter. */
enum Age {
    ANY(Duration.ZERO, false),
    WITHIN_AN_HOUR(Duration.ofHours(1), true),
    WITHIN_A_DAY(Duration.ofDays(1), true),
    OVER_AN_HOUR(Duration.ofHours(1), false),
    OVER_A_DAY(Duration.ofDays(1), false),
    OVER_A_WEEK(Duration.ofDays(7), false);

    private final Duration limit;
    private final boolean younger;

    Age(Duration limit, boolean younger) {
        this.limit = limit;
        this.younger = younger;
    }

    Duration limit() {
        return limit;
    }

    /** Than the limit; otherwise older. */
    boolean younger() {
        return younger;
    }

    String inAddress() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String text() {
        return "deadletter.age-" + inAddress();
    }
}
