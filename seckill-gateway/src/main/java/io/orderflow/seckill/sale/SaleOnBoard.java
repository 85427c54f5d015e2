package io.orderflow.seckill.sale;

import io.orderflow.seckill.redis.SaleSnapshot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a sale: its row, Redis' last snapshot, and how fast tickets are decided. At most a moment
 * old. One object for as long as the sale is on the board; any thread may read it.
 */
public final class SaleOnBoard {

    /** Weight of the latest second in the rate; the older ones fade. */
    private static final double FADING = 0.3;

    private final long id;
    private volatile Sale sale;
    private volatile @Nullable SaleSnapshot snapshot;
    private volatile Levels levels = Levels.UNKNOWN;
    private volatile double settleRate;
    private volatile int lostEpoch;
    private long settledBefore = -1;
    private int epochBefore;
    private long settledBeforeAt;

    SaleOnBoard(Sale sale) {
        this.id = sale.id();
        this.sale = sale;
    }

    /**
     * Of one moment.
     *
     * @param stock units for sale; -1 if not known
     * @param waiting tickets without decision
     */
    public record Levels(int epoch, long stock, long waiting) {

        static final Levels UNKNOWN = new Levels(0, -1, 0);
    }

    public long id() {
        return id;
    }

    public Sale sale() {
        return sale;
    }

    public int epoch() {
        return sale.epoch();
    }

    public SaleState state(Instant now) {
        var row = sale;
        return SaleState.of(row, lostEpoch == row.epoch(), now);
    }

    /** Redis as of the last look; empty if it did not know the sale then, or was never asked. */
    public Optional<SaleSnapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** From the last look or the last admission, whichever is newer. */
    public Levels levels() {
        return levels;
    }

    /** Tickets decided per second, lately; 0 if none were. */
    public double settleRate() {
        return settleRate;
    }

    public boolean isSoldOut() {
        var now = levels;
        return now.epoch() == sale.epoch() && now.stock() == 0;
    }

    /** The script's last answer. */
    public void admitted(int epoch, long stock, long waiting) {
        levels = new Levels(epoch, stock, waiting);
    }

    /** @return whether it is news that the current epoch is lost */
    boolean lost(int epoch) {
        boolean news = lostEpoch < epoch && epoch == sale.epoch();
        if (news) {
            lostEpoch = epoch;
        }
        return news;
    }

    /** Rows may be read in one order and arrive in another: the latest version stays. */
    synchronized void read(Sale row) {
        if (row.version() >= sale.version()) {
            sale = row;
        }
    }

    /** @param nanos on the clock of {@link System#nanoTime} */
    synchronized void looked(@Nullable SaleSnapshot seen, long nanos) {
        snapshot = seen;
        if (seen == null || seen.state() == SaleSnapshot.State.LOADING) {
            return;
        }
        levels = new Levels(seen.epoch(), seen.stock(), seen.waiting());
        // Where nothing waits, nothing can be decided: that says nothing about the pace.
        boolean busy = seen.waiting() > 0 || seen.settled() > settledBefore;
        if (busy && settledBefore >= 0 && epochBefore == seen.epoch() && nanos > settledBeforeAt) {
            double latest = (seen.settled() - settledBefore) * 1e9 / (nanos - settledBeforeAt);
            settleRate = settleRate == 0 ? latest : settleRate + FADING * (latest - settleRate);
        }
        settledBefore = seen.settled();
        epochBefore = seen.epoch();
        settledBeforeAt = nanos;
    }
}
