package io.orderflow.order.place;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.orderflow.event.OrdersPlaced;
import io.orderflow.order.Orders;
import java.util.HashMap;

/**
 * An order on its way to be placed.
 *
 * @param context of the request: its trace goes into the order's event, whichever request sends it
 */
record Wanted(Orders.New order, Context context) {

    String customerId() {
        return order.order().customerId();
    }

    String idempotencyKey() {
        return order.idempotencyKey();
    }

    int lines() {
        return order.order().lines().size();
    }

    OrdersPlaced.Placed placedEvent() {
        var headers = new HashMap<String, String>(4);
        W3CTraceContextPropagator.getInstance().inject(context, headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        return new OrdersPlaced.Placed(
                order.order().placedEvent(), headers.get("traceparent"), headers.get("tracestate"));
    }
}
