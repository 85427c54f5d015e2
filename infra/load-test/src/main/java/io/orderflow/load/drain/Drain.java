package io.orderflow.load.drain;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits until the effects of a run are there. Gives up when nothing has moved for a while, or after the longest wait; the
 * checks then say what is missing.
 */
public final class Drain {

    private static final Duration STANDSTILL = Duration.ofSeconds(75);

    private final Connection auditor;
    private final String customerPrefix;
    private final Duration longest;
    private final PrintStream out;

    public Drain(Connection auditor, String customerPrefix, Duration longest, PrintStream out) {
        this.auditor = auditor;
        this.customerPrefix = customerPrefix;
        this.longest = longest;
        this.out = out;
    }

    /** Until every consumer is done. */
    public Drained awaitAll() throws SQLException, InterruptedException {
        return await(Effects::complete);
    }

    /** Until the order service has seen its own events; consumers may be paused. */
    public Drained awaitAudit() throws SQLException, InterruptedException {
        return await(Effects::audited);
    }

    /** Until so much has been applied. */
    public Drained await(Predicate<Effects> enough) throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long moved = begin;
        var effects = Effects.of(auditor, customerPrefix);
        while (!enough.test(effects)) {
            pause();
            var next = Effects.of(auditor, customerPrefix);
            long now = System.nanoTime();
            if (!next.equals(effects)) {
                moved = now;
                out.println(line(next, (now - begin) / 1e9));
            }
            effects = next;
            if (now - begin > longest.toNanos() || now - moved > STANDSTILL.toNanos()) {
                out.println(
                        "Given up: nothing has moved for %d s.".formatted(TimeUnit.NANOSECONDS.toSeconds(now - moved)));
                return new Drained(false, effects);
            }
        }
        return new Drained(true, effects);
    }

    static String line(Effects effects, double seconds) {
        return String.format(
                Locale.ROOT,
                "%-24s %4.0f s  of %,d orders: points %,d  coupons %,d  notifications %,d  seen %,d",
                "draining",
                seconds,
                effects.orders(),
                effects.points(),
                effects.coupons(),
                effects.notifications(),
                effects.seen());
    }

    private static boolean pause() throws InterruptedException {
        // Never counted down: this only waits for one second.
        return new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    }

    /** @param complete false if the wait was given up */
    public record Drained(boolean complete, Effects effects) {}
}
