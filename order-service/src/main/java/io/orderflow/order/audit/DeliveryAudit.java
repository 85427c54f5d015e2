package io.orderflow.order.audit;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrderPlaced;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import io.orderflow.order.Orders;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Consumes this service's own events: an order that comes back from the broker has reached the queues of all consumers. */
@RocketMQListener(value = "order-delivery-audit", threads = 2, batch = 128, linger = "250ms")
class DeliveryAudit {

    private final Orders orders;
    private final AuditProgress progress;
    private final Clock clock;

    DeliveryAudit(Orders orders, AuditProgress progress, Clock clock) {
        this.orders = orders;
        this.progress = progress;
        this.clock = clock;
    }

    @Topic(OrderEvents.TOPIC)
    @Tag(OrderEvents.PLACED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    void orderPlaced(@MessageBody List<OrderPlaced> events) {
        Instant now = clock.instant();
        orders.markSeen(events.stream().map(OrderPlaced::orderId).toList(), now);
        events.stream()
                .map(OrderPlaced::placedAt)
                // No event can move the audit past those that are still to come.
                .map(placedAt -> placedAt.isAfter(now) ? now : placedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> progress.reached(newest, now));
    }
}
