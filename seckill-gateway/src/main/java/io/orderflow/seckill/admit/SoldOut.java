package io.orderflow.seckill.admit;

import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flag of one sale's epoch: nothing is left, and this instance answers so without Redis.
 *
 * <p>Not to customers that may hold a ticket: their repeat has to find it. So the flag is set when the holders are known, and
 * only if no ticket was given meanwhile; it is cleared by the first report of a change, a unit, or a ticket given since.
 * Reports may get lost: every {@code soldOutFor} one request is sent to Redis, and its answer is such a report.
 */
final class SoldOut {

    private static final Logger LOG = LoggerFactory.getLogger(SoldOut.class);

    /** Of the time, at most a fifth is spent on finding holders. */
    private static final int PAUSE_PER_SEARCH = 4;

    private final long saleId;
    private final int epoch;
    private final LoadedSales redis;
    private final Executor blocking;
    private final long soldOutForNanos;

    private volatile @Nullable Up up;
    /** On the clock of {@link System#nanoTime}; the request that moves it on asks Redis. */
    private final AtomicLong askAgainAt = new AtomicLong();

    private final AtomicInteger timesCleared = new AtomicInteger();
    private boolean searching;
    private long searchAgainAt = System.nanoTime();

    /** @param given tickets of this epoch when the holders were found */
    private record Up(TicketHolders holders, long given) {}

    SoldOut(long saleId, int epoch, LoadedSales redis, Executor blocking, Duration soldOutFor) {
        this.saleId = saleId;
        this.epoch = epoch;
        this.redis = redis;
        this.blocking = blocking;
        this.soldOutForNanos = soldOutFor.toNanos();
    }

    /** Nothing is left for this customer, and it is not yet time to ask Redis whether that still holds. */
    boolean holdsFor(String customer, long nanos) {
        var flag = up;
        return flag != null && nanos - askAgainAt.get() < 0 && !flag.holders().contains(customer);
    }

    /**
     * Nothing is left for this customer, and another request asks Redis whether that still holds. If false is returned though
     * nothing is left, this request is now the one that has to ask.
     */
    boolean isRefreshInProgress(String customer, long nanos) {
        var flag = up;
        if (flag == null || flag.holders().contains(customer)) {
            return false;
        }
        long due = askAgainAt.get();
        return nanos - due < 0 || !askAgainAt.compareAndSet(due, nanos + soldOutForNanos);
    }

    boolean isSet() {
        return up != null;
    }

    /** Redis has answered. Answers may overtake each other. */
    void answered(long stock, long given) {
        var flag = up;
        if (flag == null) {
            if (stock == 0) {
                findHolders();
            }
        } else if (given > flag.given() || given == flag.given() && stock > 0) {
            clear();
        }
    }

    void clear() {
        synchronized (this) {
            timesCleared.incrementAndGet();
            up = null;
        }
    }

    private synchronized void findHolders() {
        if (!searching && System.nanoTime() - searchAgainAt >= 0) {
            searching = true;
            blocking.execute(this::set);
        }
    }

    private void set() {
        long begun = System.nanoTime();
        int clearedBefore = timesCleared.get();
        try {
            var before = soldOut();
            if (before.isEmpty()) {
                return;
            }
            var holders = TicketHolders.of(redis.holders(saleId));
            var after = soldOut();
            if (after.isPresent() && after.get().given() == before.get().given()) {
                synchronized (this) {
                    if (timesCleared.get() == clearedBefore) {
                        askAgainAt.set(System.nanoTime() + soldOutForNanos);
                        up = new Up(holders, after.get().given());
                    }
                }
            }
        } catch (RuntimeException away) {
            LOG.debug(
                    "Sale {} is sold out, but who holds a ticket is not known; Redis goes on being asked",
                    saleId,
                    away);
        } finally {
            synchronized (this) {
                long now = System.nanoTime();
                searching = false;
                searchAgainAt = now + PAUSE_PER_SEARCH * (now - begun);
            }
        }
    }

    private Optional<SaleSnapshot> soldOut() {
        return redis.look(saleId).filter(seen -> seen.epoch() == epoch && seen.stock() == 0);
    }
}
