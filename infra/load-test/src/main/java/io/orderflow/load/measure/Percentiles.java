package io.orderflow.load.measure;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Latencies, in milliseconds. */
public record Percentiles(long count, double p50, double p95, double p99, double max) {

    /** @param micros in µs */
    public static Percentiles of(Histogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms  p95 %.1f ms  p99 %.1f ms  max %.1f ms", p50, p95, p99, max);
    }
}
