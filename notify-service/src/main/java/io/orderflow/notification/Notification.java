package io.orderflow.notification;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code notification}.
 *
 * @param id grows with time; null until stored
 */
@MappedEntity("notification")
public record Notification(
        @Id @GeneratedValue @Nullable Long id,
        String orderId,
        Kind kind,
        String customerId,
        String text,
        Instant createdAt) {

    /** What happened to the order. */
    public enum Kind {
        ORDER_PLACED
    }
}
