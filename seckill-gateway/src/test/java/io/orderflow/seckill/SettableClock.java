package io.orderflow.seckill;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Real time, moved by as much as a test likes; one for all instances in this JVM. */
@Singleton
@Replaces(Clock.class)
public final class SettableClock extends Clock {

    private static volatile Duration moved = Duration.ZERO;

    public static void move(Duration by) {
        moved = moved.plus(by);
    }

    public static void reset() {
        moved = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
