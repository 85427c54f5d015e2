package io.orderflow.seckill.sale;

import io.orderflow.seckill.redis.SaleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a sale: its row, Redis' last snapshot, and how fast tickets are decided. At most a moment
 * old. One object for as long as the sale is cached; any thread may read it.
 */
public final class CachedSale {

    private final long id;
    private volatile Sale sale;
    private volatile @Nullable SaleSnapshot snapshot;
    private volatile Levels levels = Levels.UNKNOWN;
    private volatile int lostEpoch;
    private final Pace pace = new Pace();

    CachedSale(Sale sale) {
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

    /** How long it takes until so many tickets are decided, {@code longest} at most; empty if nothing is being decided. */
    Optional<Duration> timeFor(long tickets, Duration longest) {
        return pace.timeFor(tickets, longest);
    }

    public boolean isSoldOut() {
        var now = levels;
        return now.epoch() == sale.epoch() && now.stock() == 0;
    }

    /** The script's last answer. */
    public void admitted(int epoch, long stock, long waiting) {
        levels = new Levels(epoch, stock, waiting);
    }

    /** @return whether the loss of the current epoch was not known yet */
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
        pace.seen(seen.epoch(), seen.settled(), seen.waiting(), nanos);
    }
}
