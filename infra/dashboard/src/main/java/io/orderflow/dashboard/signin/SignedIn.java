package io.orderflow.dashboard.signin;

import java.time.Duration;
import java.time.Instant;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;

/**
 * One person from sign-in to the end of the session. It ends once and for all: a request that was under way when it ended can
 * store the session again, but nothing is permitted by it any more.
 */
final class SignedIn {

    private final String name;
    private final Role role;
    private final Instant since;
    private final SessionLimits limits;
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile Instant acted;
    private volatile boolean over;

    SignedIn(String name, Role role, Instant since, SessionLimits limits) {
        this.name = name;
        this.role = role;
        this.since = since;
        this.limits = limits;
        this.acted = since;
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    /** @return zero when it is over */
    Duration left(Instant now) {
        if (over) {
            return Duration.ZERO;
        }
        var left = Duration.between(now, limits.end(since, acted));
        return left.isNegative() ? Duration.ZERO : left;
    }

    void acts(Instant now) {
        acted = now;
    }

    void end() {
        over = true;
        ended.tryEmitEmpty();
    }

    /** Completes at a sign-out, not when time is up. */
    Publisher<Void> ended() {
        return ended.asMono();
    }
}
