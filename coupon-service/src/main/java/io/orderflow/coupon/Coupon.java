package io.orderflow.coupon;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code coupon}.
 *
 * @param id grows with time; null until stored
 * @param amount in minor units of {@code currency}, the order's own
 * @param validUntil the first moment at which it is worth nothing any more
 */
@MappedEntity("coupon")
public record Coupon(
        @Id @GeneratedValue @Nullable Long id,
        String orderId,
        String customerId,
        Kind kind,
        long amount,
        String currency,
        Instant createdAt,
        Instant validUntil) {

    public enum Kind {
        RED_PACKET
    }
}
