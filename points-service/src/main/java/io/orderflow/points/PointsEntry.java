package io.orderflow.points;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger. Rows are added, never changed.
 *
 * @param id grows with time; null until stored
 */
@MappedEntity("points_entry")
public record PointsEntry(
        @Id @GeneratedValue @Nullable Long id,
        String orderId,
        Type type,
        String customerId,
        long points,
        Instant createdAt) {

    /** Why the balance changed. */
    public enum Type {
        ORDER_PLACED
    }
}
