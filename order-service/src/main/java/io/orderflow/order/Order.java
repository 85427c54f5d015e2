package io.orderflow.order;

import io.orderflow.event.OrderPlaced;
import java.time.Instant;
import java.util.List;

/**
 * A committed order as it was placed.
 *
 * @param total sum of the lines, in minor units of {@code currency}
 */
public record Order(
        String id,
        String customerId,
        OrderStatus status,
        long total,
        String currency,
        Instant placedAt,
        List<Line> lines) {

    /** @param unitPrice when the order was placed, in minor units */
    public record Line(String sku, int quantity, long unitPrice) {

        /** @throws ArithmeticException if it does not fit a {@code long} */
        public long total() {
            return Math.multiplyExact(unitPrice, (long) quantity);
        }
    }

    public Order {
        lines = List.copyOf(lines);
    }

    public OrderPlaced placedEvent() {
        return new OrderPlaced(
                id,
                customerId,
                total,
                currency,
                placedAt,
                lines.stream()
                        .map(line -> new OrderPlaced.Line(line.sku(), line.quantity(), line.unitPrice()))
                        .toList());
    }
}
