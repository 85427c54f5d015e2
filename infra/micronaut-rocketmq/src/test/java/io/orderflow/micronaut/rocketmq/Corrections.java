package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQClient;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** A second client of the same application. */
@RocketMQClient
@Requires(property = "fixture.topic")
interface Corrections {

    @Topic("${fixture.topic}")
    void correct(@MessageKey String key, @MessageBody String text);
}
