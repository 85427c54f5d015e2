package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Takes the dead letters of another group, and fails. */
@RocketMQListener("${fixture.dead-group}")
@Requires(property = "fixture.listener", value = "dead-letters")
class DeadLetterListener {

    @Topic("%DLQ%${fixture.group}")
    @Redelivery(times = 0)
    void dead(@MessageKey String key) {
        throw new IllegalStateException("dead, and not understood either");
    }
}
