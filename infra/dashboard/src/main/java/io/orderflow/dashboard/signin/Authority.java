package io.orderflow.dashboard.signin;

import java.time.Duration;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/** What permits a request, for answers that last longer than a moment: they must not outlive it. */
public final class Authority {

    private final String holder;
    private final Supplier<Duration> left;
    private final Publisher<Void> ended;

    Authority(String holder, Supplier<Duration> left, Publisher<Void> ended) {
        this.holder = holder;
        this.left = left;
        this.ended = ended;
    }

    /** The same for all requests of one session, or with one person's tokens. */
    public String holder() {
        return holder;
    }

    /** @return zero when it is over; may grow again until then, because a session that is used lasts longer */
    public Duration left() {
        return left.get();
    }

    /** Completes when it ends before its time. */
    public Publisher<Void> ended() {
        return ended;
    }
}
