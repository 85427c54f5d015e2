package io.orderflow.seckill.sale;

import java.time.Duration;
import java.util.Optional;

/**
 * How fast the tickets of one sale are decided: a moving average that forgets within seconds, and that is unknown when nothing was
 * decided for a while although tickets wait. An average that only fades would promise waits that grow without bound.
 *
 * <p>{@link #seen} is called by one thread at a time; any thread may read.
 */
final class Pace {

    /** Tickets wait and none is decided for so long: nothing is known of the pace any more. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    /** What was seen so long ago weighs a third. */
    private static final double MEMORY_NANOS = 1.4e9;

    /** Looks that follow each other sooner than this count as one. */
    private static final long SHORTEST_NANOS = Duration.ofMillis(100).toNanos();

    private volatile double perSecond;
    private boolean begun;
    private int epoch;
    private long settled;
    private long at;
    private long silentSince;

    /**
     * @param settled tickets that were decided in this epoch
     * @param waiting tickets that were not
     * @param nanos on the clock of {@link System#nanoTime}
     */
    void seen(int epoch, long settled, long waiting, long nanos) {
        if (!begun || epoch != this.epoch || settled < this.settled) {
            perSecond = 0;
            begun = true;
            this.epoch = epoch;
            remember(settled, nanos);
            silentSince = nanos;
            return;
        }
        long passed = nanos - at;
        if (passed < SHORTEST_NANOS) {
            return;
        }
        long decided = settled - this.settled;
        if (decided > 0 || waiting == 0) {
            silentSince = nanos;
        }
        if (nanos - silentSince >= SILENCE.toNanos()) {
            perSecond = 0;
        } else if (decided > 0 || waiting > 0) {
            // Where nothing waits, nothing can be decided: that is no measure of the pace.
            double latest = decided * 1e9 / passed;
            double before = perSecond;
            perSecond = before == 0 ? latest : before + (latest - before) * (1 - Math.exp(-passed / MEMORY_NANOS));
        }
        remember(settled, nanos);
    }

    private void remember(long settled, long nanos) {
        this.settled = settled;
        this.at = nanos;
    }

    /**
     * How long it takes until so many tickets are decided.
     *
     * @param longest what is answered for everything that takes longer
     * @return empty if nothing is being decided
     */
    Optional<Duration> timeFor(long tickets, Duration longest) {
        double pace = perSecond;
        if (tickets > 0 && pace <= 0) {
            return Optional.empty();
        }
        double millis = tickets <= 0 ? 0 : tickets * 1e3 / pace;
        return Optional.of(millis >= longest.toMillis() ? longest : Duration.ofMillis((long) Math.ceil(millis)));
    }
}
