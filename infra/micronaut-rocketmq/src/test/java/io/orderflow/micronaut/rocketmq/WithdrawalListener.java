package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A later version of the group, which has dropped the announcements. */
@RocketMQListener("${fixture.group}")
@Requires(property = "fixture.listener", value = "withdrawals")
class WithdrawalListener {

    final List<String> withdrawn = new CopyOnWriteArrayList<>();

    @Topic("${fixture.topic}")
    @Tag("withdrawn")
    void withdrawn(@MessageKey String key) {
        withdrawn.add(key);
    }
}
