package io.orderflow.dashboard.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;

/** Ten failures at once from one address, then one every six seconds. */
@Singleton
final class Attempts {

    private static final int AT_ONCE = 10;
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final LoadingCache<InetAddress, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(REFILL.multipliedBy(2))
            .build(address -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(AT_ONCE).refillGreedy(AT_ONCE, REFILL))
                    .build());

    /** Counts as a failure until it {@link #succeeded}: many at the same time are many failures. */
    boolean allows(InetAddress from) {
        return buckets.get(from).tryConsume(1);
    }

    void succeeded(InetAddress from) {
        buckets.get(from).addTokens(1);
    }
}
