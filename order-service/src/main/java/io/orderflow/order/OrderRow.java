package io.orderflow.order;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code orders}; its columns are described in the migration. */
@MappedEntity("orders")
record OrderRow(
        @Id String id,
        String customerId,
        String idempotencyKey,
        String requestHash,
        OrderStatus status,
        long total,
        String currency,
        Instant placedAt,
        @Nullable Instant seenAt,
        Instant resendAfter,
        int together) {

    Order with(List<OrderLineRow> lines) {
        return new Order(
                id,
                customerId,
                status,
                total,
                currency,
                placedAt,
                lines.stream()
                        .map(line -> new Order.Line(line.sku(), line.quantity(), line.unitPrice()))
                        .toList());
    }
}
