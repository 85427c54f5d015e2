package io.orderflow.order.announce;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import io.orderflow.order.OrderPlacedPublisher;
import java.util.List;
import java.util.Objects;

/**
 * Orders that were placed together are announced one by one, so that consumers see no difference to other orders.
 *
 * <p>At least once: after a failure in the middle all are announced again, with the same keys. The delivery audit covers them
 * as it does every other order.
 */
@RocketMQListener(value = "purchase-fan-out", threads = 2)
class PurchasesDecidedListener {

    private final OrderPlacedPublisher publisher;

    PurchasesDecidedListener(OrderPlacedPublisher publisher) {
        this.publisher = publisher;
    }

    @Topic(PurchaseEvents.OUTCOMES)
    @Tag(PurchaseEvents.DECIDED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    void purchasesDecided(@MessageBody PurchasesDecided decided) {
        List<OrderPlaced> placed = decided.outcomes().stream()
                .map(Outcome::order)
                .filter(Objects::nonNull)
                .toList();
        publisher.placedEach(placed.stream().map(OrderPlaced::orderId).toList(), placed);
    }
}
