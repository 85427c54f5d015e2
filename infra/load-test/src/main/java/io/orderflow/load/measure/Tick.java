package io.orderflow.load.measure;

/**
 * About a second of a load.
 *
 * @param at its end, in seconds since the load began
 * @param seconds how long it was
 * @param latency of what was accepted in it
 */
public record Tick(double at, double seconds, Percentiles latency) {

    public double perSecond() {
        return latency.count() / seconds;
    }
}
