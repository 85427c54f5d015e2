package io.orderflow.load.benchmark;

import io.orderflow.load.measure.Percentiles;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long answers took: tickets and refusals apart since they were due, and all of them since they were sent. */
final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);

    private final Histogram tickets = new Histogram(LONGEST, 3);
    private final Histogram refusals = new Histogram(LONGEST, 3);
    private final Histogram service = new Histogram(LONGEST, 3);

    void answered(int status, long sinceDueNanos, long sinceSentNanos) {
        (status / 100 == 2 ? tickets : refusals).recordValue(micros(sinceDueNanos));
        service.recordValue(micros(sinceSentNanos));
    }

    Percentiles tickets() {
        return Percentiles.of(tickets);
    }

    Percentiles refusals() {
        return Percentiles.of(refusals);
    }

    Percentiles service() {
        return Percentiles.of(service);
    }

    private static long micros(long nanos) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST);
    }
}
