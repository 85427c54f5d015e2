package io.orderflow.load.measure;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line a second while a load runs. */
public final class LiveProgress {

    private final PrintStream out;
    private final Consumer<Tick> listener;

    public LiveProgress(PrintStream out) {
        this(out, tick -> {});
    }

    /** @param listener is called each second, too */
    public LiveProgress(PrintStream out, Consumer<Tick> listener) {
        this.out = out;
        this.listener = listener;
    }

    /** Returns when {@code done} is, with the whole stretch measured. */
    public Measured watch(String what, Meter meter, CountDownLatch done) throws InterruptedException {
        var cost = ClientCost.begin();
        long begin = System.nanoTime();
        long last = begin;
        boolean ended;
        do {
            ended = done.await(1, TimeUnit.SECONDS);
            long now = System.nanoTime();
            if (!ended) {
                var tick = new Tick((now - begin) / 1e9, (now - last) / 1e9, Percentiles.of(meter.interval()));
                out.println(line(what, tick, meter));
                listener.accept(tick);
            }
            last = now;
        } while (!ended);
        meter.interval();
        return meter.since((last - begin) / 1e9, cost.over(meter.requests()));
    }

    static String line(String what, Tick tick, Meter meter) {
        long errors =
                meter.errors().values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%-24s %4.0f s  %,8.0f/s  %s  errors %,d",
                what,
                tick.at(),
                tick.perSecond(),
                tick.latency(),
                errors);
    }
}
