package io.orderflow.order.place;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrdersPlaced;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Publishes orders that were placed together, for this service's own fan-out. */
@RocketMQClient
@Topic(OrderEvents.GROUPS)
interface OrderGroups {

    /** If, and only if, {@code transaction} commits. */
    @Tag(OrderEvents.PLACED_TOGETHER)
    <R> PublishResult<R> placed(
            @MessageKey String groupId, @MessageBody OrdersPlaced event, LocalTransaction<R> transaction);
}
