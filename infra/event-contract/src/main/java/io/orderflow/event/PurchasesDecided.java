package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * order-service has decided tickets, for good. Tickets decided together are published together; a ticket may be published
 * again, always with the same decision.
 *
 * @param outcomes at least one, of one sale or several
 */
@Serdeable
public record PurchasesDecided(List<Outcome> outcomes) {

    public PurchasesDecided {
        outcomes = List.copyOf(outcomes);
    }

    public enum Decision {
        ORDERED,
        REFUSED,
        EXPIRED
    }

    /**
     * @param reason why not, for a program: {@code sold-out}, {@code limit-reached}, {@code epoch-ended}, {@code
     *     reservation-expired}, {@code unknown-sale}, {@code unprocessable}; null for an order
     * @param paymentDueAt when an unpaid order gives its units back; null if it needs no payment
     * @param order null unless ordered; its id is the ticket
     */
    @Serdeable
    public record Outcome(
            String ticket,
            long saleId,
            int epoch,
            String customerId,
            int quantity,
            Decision decision,
            @Nullable String reason,
            Instant decidedAt,
            @Nullable Instant paymentDueAt,
            @Nullable OrderPlaced order) {}
}
