package io.orderflow.load.measure;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts orders and errors and keeps latencies, for many writers and one reader. */
public final class Meter {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LONGEST, DIGITS);
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Histogram total = new Histogram(LONGEST, DIGITS);

    public void accepted(long latencyNanos) {
        recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(latencyNanos), 0, LONGEST));
    }

    /** @param kind few different ones: each gets a line of its own */
    public void failed(String kind) {
        errors.computeIfAbsent(kind, unseen -> new LongAdder()).increment();
    }

    /** Latencies in µs since the last call. */
    Histogram interval() {
        var interval = recorder.getIntervalHistogram();
        total.add(interval);
        return interval;
    }

    Map<String, Long> errors() {
        var counts = new TreeMap<String, Long>();
        errors.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    /** @param seconds how long it was measured */
    public Measured since(double seconds) {
        return since(seconds, ClientCost.UNKNOWN);
    }

    Measured since(double seconds, ClientCost client) {
        interval();
        return new Measured(seconds, Percentiles.of(total), errors(), client);
    }

    /** How many have an answer, or are known to get none. */
    long requests() {
        return total.getTotalCount()
                + errors().values().stream().mapToLong(Long::longValue).sum();
    }
}
