package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders exist and are committed, all by one transaction. order-service's own: it announces each as an {@link OrderPlaced}, and
 * that is what others listen to.
 *
 * @param orders at least one
 */
@Serdeable
public record OrdersPlaced(List<Placed> orders) {

    public OrdersPlaced {
        orders = List.copyOf(orders);
    }

    /**
     * @param traceparent W3C trace context of the request that placed it, for the headers of its own event; null if it had none
     * @param tracestate likewise
     */
    @Serdeable
    public record Placed(
            OrderPlaced order,
            @Nullable String traceparent,
            @Nullable String tracestate) {}
}
