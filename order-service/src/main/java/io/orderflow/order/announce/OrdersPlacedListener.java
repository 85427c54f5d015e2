package io.orderflow.order.announce;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.OrdersPlaced;
import io.orderflow.event.OrdersPlaced.Placed;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import io.orderflow.order.OrderPlacedPublisher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that were placed together over HTTP are announced one by one, like those of a sale ({@link PurchasesDecidedListener}):
 * at least once, with the keys and headers that they would have alone.
 */
@RocketMQListener(value = "order-fan-out", threads = 2)
class OrdersPlacedListener {

    private final OrderPlacedPublisher publisher;

    OrdersPlacedListener(OrderPlacedPublisher publisher) {
        this.publisher = publisher;
    }

    @Topic(OrderEvents.GROUPS)
    @Tag(OrderEvents.PLACED_TOGETHER)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    void ordersPlaced(@MessageBody OrdersPlaced placed) {
        var orders = placed.orders().stream().map(Placed::order).toList();
        List<@Nullable String> parents = new ArrayList<>(orders.size());
        List<@Nullable String> states = new ArrayList<>(orders.size());
        for (var each : placed.orders()) {
            parents.add(each.traceparent());
            states.add(each.tracestate());
        }
        publisher.placedEach(orders.stream().map(OrderPlaced::orderId).toList(), orders, parents, states);
    }
}
