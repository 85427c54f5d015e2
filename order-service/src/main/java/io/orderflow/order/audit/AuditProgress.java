package io.orderflow.order.audit;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * How far this instance's audit has come. While it works off a backlog, an unseen order need
 * not be lost: sending it again would only make the backlog longer.
 */
@Singleton
class AuditProgress {

    /** An audit that has reported nothing for so long is idle or stuck: either way it does not hold the sweep back. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private record Reached(Instant placedAt, Instant at) {}

    private volatile Reached last = new Reached(Instant.EPOCH, Instant.EPOCH);

    void reached(Instant placedAt, Instant now) {
        last = new Reached(placedAt, now);
    }

    boolean isBehind(Duration tolerated, Instant now) {
        var reached = last;
        return Duration.between(reached.at(), now).compareTo(SILENCE) < 0
                && Duration.between(reached.placedAt(), reached.at()).compareTo(tolerated) > 0;
    }
}
