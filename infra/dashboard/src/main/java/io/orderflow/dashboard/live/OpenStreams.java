package io.orderflow.dashboard.live;

import io.orderflow.dashboard.signin.Authority;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The streams that are open. None outlives what permitted it, and one session has so many at most: a new one is more likely
 * looked at than the oldest, which gives way.
 */
@Singleton
class OpenStreams {

    /** As many as a browser opens connections to one host. */
    static final int MOST = 6;

    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofSeconds(15);

    private final ConcurrentMap<String, Deque<Sinks.One<Ending>>> open = new ConcurrentHashMap<>();

    /** Why a stream ended that its reader had not closed. */
    enum Ending {
        /** Signed out, or the session's time is up. */
        SIGNED_OUT,
        /** A newer one took its place. */
        REPLACED
    }

    /** @return the reason, when a stream that is opened now must end */
    Mono<Ending> opened(Authority authority) {
        return Mono.defer(() -> {
            Sinks.One<Ending> mine = Sinks.one();
            add(authority.holder(), mine);
            return Mono.firstWithSignal(mine.asMono(), signedOut(authority), timeUp(authority))
                    .doFinally(end -> remove(authority.holder(), mine));
        });
    }

    private static Mono<Ending> signedOut(Authority authority) {
        return Mono.from(authority.ended()).thenReturn(Ending.SIGNED_OUT);
    }

    /** Checks repeatedly: a session that is used lasts longer. */
    private static Mono<Ending> timeUp(Authority authority) {
        return Mono.defer(() -> Mono.delay(soonest(authority.left())))
                .repeat(() -> !authority.left().isZero())
                .then(Mono.just(Ending.SIGNED_OUT));
    }

    private static Duration soonest(Duration left) {
        return left.compareTo(LOOK_AT_LEAST_EVERY) < 0 ? left : LOOK_AT_LEAST_EVERY;
    }

    private void add(String holder, Sinks.One<Ending> stream) {
        var surplus = new AtomicReference<Sinks.@Nullable One<Ending>>();
        open.compute(holder, (same, known) -> {
            Deque<Sinks.One<Ending>> streams = known == null ? new ArrayDeque<>() : known;
            streams.addLast(stream);
            surplus.set(streams.size() > MOST ? streams.removeFirst() : null);
            return streams;
        });
        // Not before the map is done with: what ends removes itself from it.
        var replaced = surplus.get();
        if (replaced != null) {
            replaced.tryEmitValue(Ending.REPLACED);
        }
    }

    private void remove(String holder, Sinks.One<Ending> stream) {
        open.computeIfPresent(holder, (same, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }
}
