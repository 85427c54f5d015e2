package io.orderflow.dashboard.deadletter;

import io.orderflow.dashboard.page.Frame;
import java.time.Duration;
import java.time.Instant;

/** How long something has lasted, in the rough units of everyday speech. */
final class Elapsed {

    private Elapsed() {}

    static String text(Frame frame, Instant from, Instant to) {
        var time = Duration.between(from, to);
        if (time.toMinutes() < 1) {
            return frame.text("deadletter.seconds", Math.max(0, time.toSeconds()));
        }
        if (time.toHours() < 1) {
            return frame.text("deadletter.minutes", time.toMinutes());
        }
        return time.toDays() < 2
                ? frame.text("deadletter.hours", time.toHours())
                : frame.text("deadletter.days", time.toDays());
    }
}
