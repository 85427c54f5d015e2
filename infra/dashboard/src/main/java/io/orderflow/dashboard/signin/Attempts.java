package io.orderflow.dashboard.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How often a password may be guessed: from one address ten times at once, then once every six seconds; for one name, from
 * whichever addresses, thirty times at once, then once every two seconds.
 *
 * <p>Guessing a name's password locks out unknown addresses only: an address from which that name was signed in lately is not
 * held back by what others do, and nothing lasts longer than a minute after the guessing ends.
 */
@Singleton
final class Attempts {

    private static final int OF_ADDRESS = 10;
    private static final int OF_NAME = 30;
    private static final Duration REFILL = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final LoadingCache<String, Limit> addresses = limits(OF_ADDRESS);
    private final LoadingCache<String, Limit> names = limits(OF_NAME);
    private final Cache<String, Boolean> trusted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofDays(30))
            .build();

    /** Whether an attempt may be made. */
    enum Verdict {
        ALLOWED,
        /** This attempt is the first that has to wait. */
        LOCKED_OUT,
        STILL_LOCKED_OUT
    }

    private record Limit(Bucket bucket, AtomicBoolean closed) {

        Verdict take() {
            if (bucket.tryConsume(1)) {
                closed.set(false);
                return Verdict.ALLOWED;
            }
            return closed.compareAndSet(false, true) ? Verdict.LOCKED_OUT : Verdict.STILL_LOCKED_OUT;
        }
    }

    /**
     * Counts as a failure until it {@link #succeeded}: many at the same time are many failures.
     *
     * @param from the address, as it is counted: of IPv6 a whole network
     */
    Verdict attempt(String name, String from) {
        var ofAddress = addresses.get(from).take();
        if (ofAddress != Verdict.ALLOWED || trusted.getIfPresent(pair(name, from)) != null) {
            return ofAddress;
        }
        return names.get(name).take();
    }

    void succeeded(String name, String from) {
        addresses.get(from).bucket().addTokens(1);
        names.get(name).bucket().addTokens(1);
        trusted.put(pair(name, from), true);
    }

    private static String pair(String name, String from) {
        return name + " " + from;
    }

    private static LoadingCache<String, Limit> limits(int atOnce) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(REFILL.multipliedBy(2))
                .build(key -> new Limit(
                        Bucket.builder()
                                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(atOnce, REFILL))
                                .build(),
                        new AtomicBoolean()));
    }
}
