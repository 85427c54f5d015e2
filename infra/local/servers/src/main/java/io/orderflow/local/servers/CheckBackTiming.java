package io.orderflow.local.servers;

import java.time.Duration;

/**
 * How soon the broker asks about a half message without a verdict.
 *
 * @param after age at which it asks first; above {@code settle}
 * @param every pause between rounds
 * @param times rounds until it gives the half message up
 * @param settle how long removal marks of settled half messages are collected before they are written
 */
public record CheckBackTiming(Duration after, Duration every, int times, Duration settle) {

    /** Asks after about two seconds, for about a minute. */
    public static CheckBackTiming local() {
        return new CheckBackTiming(Duration.ofSeconds(2), Duration.ofSeconds(1), 60, Duration.ofMillis(200));
    }

    /**
     * Asks after about half a second, for tests that wait for it, and for two minutes: a killed service is back by then,
     * however busy the machine.
     */
    public static CheckBackTiming fast() {
        return new CheckBackTiming(Duration.ofMillis(500), Duration.ofMillis(300), 400, Duration.ofMillis(100));
    }
}
