package io.orderflow.dashboard.order;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.OrderEvents;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** What no consumer can read. */
@RocketMQClient
@Topic(OrderEvents.TOPIC)
interface Poison {

    @Tag(OrderEvents.PLACED)
    void send(@MessageKey String key, @MessageBody String body);
}
