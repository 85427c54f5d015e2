package io.orderflow.order.purchase;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Publishes the decisions about tickets, many at once. */
@RocketMQClient
@Topic(PurchaseEvents.OUTCOMES)
interface PurchaseOutcomes {

    /** If, and only if, {@code transaction} commits. */
    @Tag(PurchaseEvents.DECIDED)
    <R> PublishResult<R> decided(
            @MessageKey String groupId, @MessageBody PurchasesDecided event, LocalTransaction<R> transaction);

    /** Again, for tickets whose decision is committed. */
    @Tag(PurchaseEvents.DECIDED)
    void republishDecided(@MessageKey String groupId, @MessageBody PurchasesDecided event);
}
