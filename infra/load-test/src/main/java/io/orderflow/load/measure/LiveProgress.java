package io.orderflow.load.measure;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One line a second while a load runs. */
public final class LiveProgress {

    private final PrintStream out;

    public LiveProgress(PrintStream out) {
        this.out = out;
    }

    /** Returns when {@code done} is, with the whole stretch measured. */
    public Measured watch(String what, Meter meter, CountDownLatch done) throws InterruptedException {
        long begin = System.nanoTime();
        long last = begin;
        boolean ended;
        do {
            ended = done.await(1, TimeUnit.SECONDS);
            long now = System.nanoTime();
            if (!ended) {
                out.println(line(what, (now - begin) / 1e9, (now - last) / 1e9, meter));
            }
            last = now;
        } while (!ended);
        return meter.since((last - begin) / 1e9);
    }

    static String line(String what, double at, double interval, Meter meter) {
        var latency = Percentiles.of(meter.interval());
        long errors =
                meter.errors().values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%-24s %4.0f s  %,8.0f/s  %s  errors %,d",
                what,
                at,
                latency.count() / interval,
                latency,
                errors);
    }
}
