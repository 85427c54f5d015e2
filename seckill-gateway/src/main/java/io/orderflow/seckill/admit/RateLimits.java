package io.orderflow.seckill.admit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often one customer, and one address, may ask. Counted by this instance for itself, for a bounded number of them: who was
 * forgotten begins anew.
 */
@Singleton
class RateLimits {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Answer OF_CUSTOMER = new Answer.RateLimited(Answer.RateLimited.Whose.CUSTOMER);
    private static final Answer OF_ADDRESS = new Answer.RateLimited(Answer.RateLimited.Whose.ADDRESS);

    private final @Nullable LoadingCache<String, Bucket> customers;
    private final @Nullable LoadingCache<String, Bucket> addresses;
    private final @Nullable String addressHeader;

    RateLimits(AdmissionSettings.Limits limits) {
        this.customers = limits.perCustomer() == 0
                ? null
                : buckets(limits.perCustomer(), Math.max(limits.burst(), limits.perCustomer()), limits.remembered());
        this.addresses = limits.perAddress() == 0
                ? null
                : buckets(limits.perAddress(), limits.perAddress(), limits.remembered());
        this.addressHeader = limits.addressHeader();
    }

    /** Counts this request. @return why it is one too many */
    Optional<Answer> refusal(String customerId, HttpRequest<?> request) {
        if (addresses != null && !addresses.get(address(request)).tryConsume(1)) {
            return Optional.of(OF_ADDRESS);
        }
        if (customers != null && !customers.get(customerId).tryConsume(1)) {
            return Optional.of(OF_CUSTOMER);
        }
        return Optional.empty();
    }

    private String address(HttpRequest<?> request) {
        if (addressHeader != null) {
            @Nullable String said = request.getHeaders().get(addressHeader);
            if (said != null) {
                // A proxy adds at the end; what stands before is hearsay.
                return said.substring(said.lastIndexOf(',') + 1).strip();
            }
        }
        InetSocketAddress remote = request.getRemoteAddress();
        return remote.getAddress() == null
                ? remote.getHostString()
                : remote.getAddress().getHostAddress();
    }

    private static LoadingCache<String, Bucket> buckets(int perSecond, int burst, int remembered) {
        return Caffeine.newBuilder()
                .maximumSize(remembered)
                // Later its bucket is full again, and a new one is the same.
                .expireAfterAccess(Duration.ofSeconds(1 + burst / perSecond))
                .executor(Runnable::run)
                .build(who -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, SECOND))
                        .build());
    }
}
