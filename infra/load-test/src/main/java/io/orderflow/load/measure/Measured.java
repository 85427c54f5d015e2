package io.orderflow.load.measure;

import java.util.Map;

/**
 * What one stretch of load came to.
 *
 * @param client what the load itself took for it
 */
public record Measured(double seconds, Percentiles latency, Map<String, Long> errors, ClientCost client) {

    public long accepted() {
        return latency.count();
    }

    public double perSecond() {
        return accepted() / seconds;
    }

    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }
}
