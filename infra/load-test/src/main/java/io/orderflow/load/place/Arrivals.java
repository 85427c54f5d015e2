package io.orderflow.load.place;

/**
 * When each request of a fixed arrival rate is due, however late the earlier ones are answered. Latency is counted from
 * here, not from the moment of sending, so that a stalled server can't hide its stall (coordinated omission).
 */
record Arrivals(double perSecond, long beginNanos) {

    Arrivals {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("A rate is above 0; got " + perSecond);
        }
    }

    /** @param index from 0 */
    long dueAt(long index) {
        return beginNanos + (long) (index / perSecond * 1e9);
    }

    /** How many requests are due by {@code nanos}. */
    long dueBy(long nanos) {
        return nanos < beginNanos ? 0 : (long) Math.floor((nanos - beginNanos) / 1e9 * perSecond) + 1;
    }
}
