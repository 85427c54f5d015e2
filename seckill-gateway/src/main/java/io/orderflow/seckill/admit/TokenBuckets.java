package io.orderflow.seckill.admit;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;

/**
 * A token bucket for each client, for a bounded number of them: one that was forgotten gets a full bucket. Frequent clients are
 * not evicted by many that come once (Caffeine's W-TinyLFU: https://github.com/ben-manes/caffeine/wiki/Efficiency).
 *
 * <p>Most of a rush asks once. So the first request stores only its time; a bucket, which is a dozen objects, exists from the
 * second on: what is stored outlives a young collection, and copying it stops all threads.
 */
final class TokenBuckets {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int perSecond;
    private final int capacity;
    private final TimeMeter clock;
    private final ConcurrentMap<String, Asked> asked;

    private sealed interface Asked {

        /** @param at on the clock of the buckets */
        record Once(long at) implements Asked {}

        record Often(Bucket bucket) implements Asked {}
    }

    /**
     * @param perSecond tokens that a bucket gets, one by one
     * @param capacity of a bucket, which is full in the beginning
     * @param remembered buckets at most
     */
    TokenBuckets(int perSecond, int capacity, int remembered, TimeMeter clock) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.clock = clock;
        this.asked = Caffeine.newBuilder()
                .maximumSize(remembered)
                // By then its bucket is full again, as a new one is.
                .expireAfterAccess(Duration.ofSeconds(1 + capacity / perSecond))
                .executor(Runnable::run)
                .<String, Asked>build()
                .asMap();
    }

    /** @return false if there is no token left */
    boolean take(String who) {
        return switch (asked.putIfAbsent(who, new Asked.Once(clock.currentTimeNanos()))) {
            case null -> true;
            case Asked.Once once -> bucketOf(who).tryConsume(1);
            case Asked.Often(var bucket) -> bucket.tryConsume(1);
        };
    }

    private Bucket bucketOf(String who) {
        var often = asked.compute(who, (same, before) -> switch (before) {
            case null -> new Asked.Often(bucket(capacity));
            case Asked.Once(var at) -> new Asked.Often(bucket(leftSince(at)));
            case Asked.Often already -> already;
        });
        return ((Asked.Often) often).bucket();
    }

    /** What a bucket holds now that gave its first token at {@code firstAt}. */
    private long leftSince(long firstAt) {
        double refilled = (clock.currentTimeNanos() - firstAt) * (double) perSecond / SECOND.toNanos();
        return (long) Math.min(capacity, capacity - 1 + refilled);
    }

    private Bucket bucket(long tokens) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(limit ->
                        limit.capacity(capacity).refillGreedy(perSecond, SECOND).initialTokens(tokens))
                .build();
    }
}
