package io.orderflow.load.sale;

import io.orderflow.load.measure.Percentiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A rush, second by second: written by the generator, read by the progress display. */
public final class Timeline {

    private static final long LONGEST = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final LongAdder sent = new LongAdder();
    private final AtomicLongArray answered = new AtomicLongArray(Outcome.values().length);
    private final Recorder tickets = new Recorder(LONGEST, DIGITS);
    private final Recorder others = new Recorder(LONGEST, DIGITS);
    private final Histogram allTickets = new Histogram(LONGEST, DIGITS);
    private final Histogram allOthers = new Histogram(LONGEST, DIGITS);
    private final List<Second> seconds = new ArrayList<>();
    private final Map<Outcome, Long> told = new EnumMap<>(Outcome.class);
    private long sentTold;

    void sent() {
        sent.increment();
    }

    void answered(Outcome outcome, long latencyNanos) {
        answered.incrementAndGet(outcome.ordinal());
        long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(latencyNanos), 0, LONGEST);
        (outcome == Outcome.TICKET ? tickets : others).recordValue(micros);
    }

    /** Ends a second; called by the progress display. */
    Second tick(double at, long left, long waiting) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        counts().forEach((outcome, count) -> {
            long since = count - told.getOrDefault(outcome, 0L);
            if (since > 0) {
                counts.put(outcome, since);
            }
            told.put(outcome, count);
        });
        long sentNow = sent.sum();
        var second = new Second(
                at,
                sentNow - sentTold,
                Collections.unmodifiableMap(counts),
                interval(tickets, allTickets),
                interval(others, allOthers),
                left,
                waiting);
        sentTold = sentNow;
        seconds.add(second);
        return second;
    }

    private static Percentiles interval(Recorder recorder, Histogram all) {
        var interval = recorder.getIntervalHistogram();
        all.add(interval);
        return Percentiles.of(interval);
    }

    public List<Second> seconds() {
        return List.copyOf(seconds);
    }

    public Map<Outcome, Long> counts() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            long count = answered.get(outcome.ordinal());
            if (count > 0) {
                counts.put(outcome, count);
            }
        }
        return counts;
    }

    public long requests() {
        return sent.sum();
    }

    public Percentiles tickets() {
        return Percentiles.of(allTickets);
    }

    public Percentiles others() {
        return Percentiles.of(allOthers);
    }
}
