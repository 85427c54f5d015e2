package io.orderflow.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps about so many entries a second, and of each key all or none. The share is one in a power of two, decided by the key
 * alone: a key that falls into the smaller share of one service falls into the larger share of every other.
 *
 * <p>A key whose steps lie on both sides of a change of the share is torn.
 */
final class Sampling {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SMALLEST_SHARE = 1 << 16;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final AtomicLong begun;
    private final AtomicLong seen = new AtomicLong();
    private volatile int oneIn = 1;

    Sampling(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.begun = new AtomicLong(nanoTime.getAsLong());
    }

    boolean keeps(String key) {
        long now = nanoTime.getAsLong();
        long since = begun.get();
        if (now - since >= SECOND && begun.compareAndSet(since, now)) {
            relax(now - since);
        }
        tighten(seen.incrementAndGet());
        return (spread(key.hashCode()) & (oneIn - 1)) == 0;
    }

    int oneIn() {
        return oneIn;
    }

    /** At once, so that a burst does not flood its first second. */
    private void tighten(long seenSoFar) {
        int share = oneIn;
        if (seenSoFar > (long) perSecond * share && share < SMALLEST_SHARE) {
            oneIn = share * 2;
        }
    }

    /** A step each second, so that the share does not swing with every lull. */
    private void relax(long nanos) {
        double rate = (double) seen.getAndSet(0) * SECOND / nanos;
        int share = oneIn;
        if (share > 1 && rate <= (double) perSecond * (share / 2)) {
            oneIn = share / 2;
        }
    }

    /** MurmurHash3's last mix: the low bits of {@code String.hashCode} are those of the last characters alone. */
    private static int spread(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        h ^= h >>> 16;
        return h;
    }
}
