package io.orderflow.dashboard.live;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Notifies pages that something they show has changed; a page then fetches what it shows. Nothing is kept: a page fetches once
 * when it connects.
 */
@Singleton
public final class Live {

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(250);
    private static final int PENDING = 256;

    private final Sinks.Many<String> changes = Sinks.many().multicast().directBestEffort();

    /**
     * @param subject for example {@code dead-letters}, or {@code order:ID}. Never waits: a page that does not keep up misses
     *     repeats of what it was sent already
     */
    public void changed(String subject) {
        // Several threads may have news at once; a sink takes one at a time.
        changes.emitNext(subject, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** Each changed subject once in a while, however often it changes. */
    Flux<String> of(Set<String> subjects) {
        return changes.asFlux()
                .filter(subjects::contains)
                .onBackpressureBuffer(PENDING, dropped -> {}, BufferOverflowStrategy.DROP_OLDEST)
                .bufferTimeout(PENDING, AT_MOST_EVERY)
                .concatMapIterable(Set::copyOf);
    }
}
