package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * Customers of one sale received tickets at the same moment and wait for order-service's decisions. Equivalent to one {@link
 * PurchaseRequested} for each of them; may arrive any number of times.
 *
 * @param epoch of the sale when the tickets were given; an older one than the sale's is refused
 * @param expiresAt a request that is not decided by then expires
 * @param purchases at least one
 */
@Serdeable
public record PurchasesRequested(
        long saleId, int epoch, Instant requestedAt, Instant expiresAt, List<Purchase> purchases) {

    public PurchasesRequested {
        purchases = List.copyOf(purchases);
    }

    /**
     * @param ticket also the id of the order, if there will be one
     * @param quantity at least 1
     */
    @Serdeable
    public record Purchase(String ticket, String customerId, int quantity) {}
}
