package io.orderflow.seckill.sale;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a waiting customer is answered: how long it may take, and when to ask.
 *
 * <p>An estimate is unknown while nothing is being decided, and never longer than the reservation: by then the ticket is decided.
 * No wait until the next request is longer than the reservation, or than the time to pay for the order.
 */
@Singleton
public class Waits {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration UNKNOWN = Duration.ofSeconds(2);
    private static final Duration LONGEST_FOR_A_TICKET = Duration.ofSeconds(10);
    private static final Duration LONGEST_FOR_ROOM = Duration.ofSeconds(30);

    private final SaleSettings settings;

    Waits(SaleSettings settings) {
        this.settings = settings;
    }

    /**
     * @param position in the queue, from 1; 0 for a ticket that does not wait
     * @return empty if nothing is being decided
     */
    public Optional<Duration> estimate(CachedSale sale, long position) {
        return sale.timeFor(position, settings.reservation());
    }

    /** When to ask what has become of a ticket: there has to be time left to pay for the order that it may have become. */
    public Duration untilLook(Sale sale, @Nullable Duration estimate) {
        var longest = shorter(LONGEST_FOR_A_TICKET, settings.reservation().dividedBy(2));
        if (sale.paymentWindowSeconds() > 0) {
            longest = shorter(
                    longest, Duration.ofSeconds(sale.paymentWindowSeconds()).dividedBy(2));
        }
        return between(estimate, longest);
    }

    /** When there may be room in a queue that is full. */
    public Duration untilRoom(@Nullable Duration estimate) {
        return between(estimate, shorter(LONGEST_FOR_ROOM, settings.reservation()));
    }

    private static Duration between(@Nullable Duration estimate, Duration longest) {
        var wait = shorter(estimate == null ? UNKNOWN : estimate, longest);
        return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
