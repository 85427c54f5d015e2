package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * An order exists and is committed.
 *
 * @param orderId the order's id and the message key; a redelivery or a re-send carries the same one
 * @param customerId the customer that placed it
 * @param total sum of the lines, in minor units (cents) of {@code currency}
 * @param currency ISO 4217 code
 * @param placedAt when order-service accepted it, UTC
 * @param lines at least one
 */
@Serdeable
public record OrderPlaced(
        String orderId, String customerId, long total, String currency, Instant placedAt, List<Line> lines) {

    public OrderPlaced {
        lines = List.copyOf(lines);
    }

    /**
     * @param quantity at least 1
     * @param unitPrice price of one unit when the order was placed, in minor units
     */
    @Serdeable
    public record Line(String sku, int quantity, long unitPrice) {}
}
