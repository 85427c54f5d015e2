package io.orderflow.order.expire;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.UnitsReturned;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Publishes that units are for sale again. */
@RocketMQClient
@Topic(PurchaseEvents.OUTCOMES)
interface ReturnedUnits {

    /** If, and only if, {@code transaction} commits. */
    @Tag(PurchaseEvents.RETURNED)
    <R> PublishResult<R> returned(
            @MessageKey String groupId, @MessageBody UnitsReturned event, LocalTransaction<R> transaction);
}
