package io.orderflow.micronaut.rocketmq.readme;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffect;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

// snippet
@RocketMQListener(value = "points-service", threads = 8)
class OrderPlacedListener {

    private final Points points;

    OrderPlacedListener(Points points) {
        this.points = points;
    }

    @Topic("order-events")
    @Tag("placed")
    @Idempotent
    @Redelivery(times = 5, first = "1s", growingBy = 2, upTo = "1m")
    Handled award(@MessageKey String orderId, @MessageBody OrderPlaced event) throws Exception {
        return UniqueEffect.storeOnce(() -> points.award(orderId, event.total() / 100));
    }
}
// end
