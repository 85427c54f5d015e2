package io.orderflow.dashboard.sale;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the gateway reports it.
 *
 * @param left units for sale, in Redis; it and the other figures are null while they are not known
 * @param waiting tickets without decision
 * @param given tickets
 * @param settled tickets that are decided
 * @param peak the most tickets that ever waited
 */
@Serdeable
record SaleFigures(
        String id,
        String sku,
        long price,
        long units,
        int limitPerCustomer,
        Instant opensAt,
        Instant closesAt,
        String state,
        @Nullable String reason,
        int epoch,
        @Nullable Long left,
        @Nullable Long waiting,
        @Nullable Long given,
        @Nullable Long settled,
        @Nullable Long peak,
        long queueBound,
        int admissionRate) {

    @Serdeable
    record Page(List<SaleFigures> items) {

        Page {
            items = List.copyOf(items);
        }
    }

    boolean closed() {
        return state.equals("CLOSED");
    }

    /** The queue never passed what it may hold. */
    boolean queueInBounds() {
        Long most = peak;
        return most == null || most <= queueBound;
    }
}
