package io.orderflow.micronaut.rocketmq.readme;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

// snippet
@RocketMQClient
@Topic("order-events")
interface OrderEvents {

    @Tag("placed")
    <R> PublishResult<R> placed(@MessageKey String orderId, @MessageBody OrderPlaced event, LocalTransaction<R> work);
}
// end
