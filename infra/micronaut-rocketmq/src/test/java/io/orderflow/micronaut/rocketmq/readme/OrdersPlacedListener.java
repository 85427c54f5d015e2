package io.orderflow.micronaut.rocketmq.readme;

import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffects;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

// snippet
@RocketMQListener(value = "coupon-service", threads = 4, batch = 128, linger = "20ms")
class OrdersPlacedListener {

    private final Coupons coupons;

    OrdersPlacedListener(Coupons coupons) {
        this.coupons = coupons;
    }

    @Topic("order-events")
    @Tag("placed")
    @Idempotent
    @Redelivery(times = 5, first = "1s", growingBy = 2, upTo = "1m")
    List<Handled.Outcome> grant(@MessageKey List<String> orderIds) throws Exception {
        return UniqueEffects.storeEachOnce(orderIds, id -> id, coupons::grantAll, coupons::granted);
    }
}
// end
