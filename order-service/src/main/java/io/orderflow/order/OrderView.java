package io.orderflow.order;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * An order as HTTP shows it.
 *
 * @param total in minor units of {@code currency}, as are all amounts
 */
@Serdeable
public record OrderView(
        String id, OrderStatus status, long total, String currency, Instant placedAt, List<Line> lines) {

    @Serdeable
    public record Line(String sku, int quantity, long unitPrice, long total) {}

    public static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.status(),
                order.total(),
                order.currency(),
                order.placedAt(),
                order.lines().stream()
                        .map(line -> new Line(line.sku(), line.quantity(), line.unitPrice(), line.total()))
                        .toList());
    }
}
