package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A customer holds a ticket and waits for order-service's decision. May arrive any number of times.
 *
 * @param ticket the message key, and the id of the order if there will be one
 * @param epoch of the sale when the ticket was given; an older one than the sale's is refused
 * @param quantity at least 1
 * @param expiresAt a request that is not decided by then expires
 */
@Serdeable
public record PurchaseRequested(
        String ticket,
        long saleId,
        int epoch,
        String customerId,
        int quantity,
        Instant requestedAt,
        Instant expiresAt) {}
