package io.orderflow.load.generate;

import java.time.Duration;

/**
 * When each request of an open model is due, however late the earlier ones are answered: the rate grows evenly over the
 * ramp, then stays. Latency is counted from here, not from the moment of sending, so that a stalled server can't hide its
 * stall (coordinated omission).
 *
 * @param perSecond after the ramp
 */
public record Arrivals(double perSecond, Duration ramp, Duration time) {

    public Arrivals {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("A rate is above 0; got " + perSecond);
        }
    }

    public static Arrivals evenly(double perSecond, Duration time) {
        return new Arrivals(perSecond, Duration.ZERO, time);
    }

    /** How many are due within the ramp. */
    long ofRamp() {
        return (long) (perSecond * seconds(ramp) / 2);
    }

    /** How many are due in all. */
    public long all() {
        return ofRamp() + (long) (perSecond * seconds(time));
    }

    /**
     * How long after the beginning of the ramp a request is due.
     *
     * @param index from 0
     */
    long inRamp(long index) {
        return (long) (Math.sqrt(2 * index * seconds(ramp) / perSecond) * 1e9);
    }

    /** @param index from 0, without those of the ramp */
    long afterRamp(long index) {
        return (long) (index / perSecond * 1e9);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
