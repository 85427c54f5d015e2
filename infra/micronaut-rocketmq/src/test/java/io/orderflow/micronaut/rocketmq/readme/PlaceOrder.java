package io.orderflow.micronaut.rocketmq.readme;

import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.micronaut.rocketmq.readme.Orders.Order;
import jakarta.inject.Singleton;

// snippet
@Singleton
record PlaceOrder(OrderEvents events, Orders orders) {

    String place(Order order) {
        var event = new OrderPlaced(order.id(), order.total());
        return switch (events.placed(order.id(), event, () -> orders.save(order))) {
            case Committed<Order> placed -> "placed";
            case RolledBack<Order> refused ->
                "nothing happened: " + refused.cause().getMessage();
            case Unknown<Order> unknown -> "look the order up before trying again";
        };
    }
}
// end
