package io.orderflow.order;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Runs as the system's clock does, and jumps on request. All of a test's services with {@code settable-clock=true} share it. */
public final class SettableClock extends Clock {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    public static void advance(Duration by) {
        AHEAD.updateAndGet(ahead -> ahead.plus(by));
    }

    public static Instant now() {
        return Instant.now().plus(AHEAD.get());
    }

    public static void reset() {
        AHEAD.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Singleton
    @Requires(property = "settable-clock", value = "true")
    static final class InPlace implements BeanCreatedEventListener<Clock> {

        @Override
        public Clock onCreated(BeanCreatedEvent<Clock> event) {
            return new SettableClock();
        }
    }
}
