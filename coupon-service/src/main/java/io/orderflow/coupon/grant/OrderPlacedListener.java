package io.orderflow.coupon.grant;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;

/** Every order earns a coupon. What waits is taken together: one claim, one transaction, one acknowledgement. */
@RocketMQListener(value = "coupon-service", threads = 4, batch = 128, linger = "10ms", prefetch = 1)
class OrderPlacedListener {

    private final GrantCoupon grantCoupon;

    OrderPlacedListener(GrantCoupon grantCoupon) {
        this.grantCoupon = grantCoupon;
    }

    @Topic(OrderEvents.TOPIC)
    @Tag(OrderEvents.PLACED)
    @Idempotent(lease = "30s")
    @Redelivery(times = 5, first = "1s", growingBy = 2, upTo = "1m")
    List<Handled.Outcome> ordersPlaced(@MessageBody List<OrderPlaced> orders) throws Exception {
        return grantCoupon.forOrders(orders);
    }
}
