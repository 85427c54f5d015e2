package io.orderflow.journal;

import io.micronaut.context.annotation.Requires;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;

/** Does what the message's key names. */
@RocketMQListener("${fixture.topic}")
@Requires(property = "fixture.topic")
class NoticeListener {

    static final String FAILING = "failing-";
    static final String STORED_BEFORE = "stored-before-";

    @Topic("${fixture.topic}")
    @Redelivery(times = 2, first = "1s")
    Handled.Outcome posted(@MessageKey String key) {
        if (key.startsWith(FAILING)) {
            throw new IllegalStateException("out of pins");
        }
        return key.startsWith(STORED_BEFORE) ? Handled.Outcome.ALREADY_STORED : Handled.Outcome.APPLIED;
    }
}
