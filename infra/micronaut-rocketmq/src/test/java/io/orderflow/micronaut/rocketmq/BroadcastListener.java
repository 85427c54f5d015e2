package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

@RocketMQListener(value = "${fixture.group}", threads = 1, broadcast = true)
@Requires(property = "fixture.listener", value = "broadcast")
class BroadcastListener {

    final List<String> keys = new CopyOnWriteArrayList<>();

    @Topic("${fixture.topic}")
    @Tag("announced")
    void announced(@MessageKey String key, @MessageBody Announced body) {
        keys.add(key);
        if (body.text().equals("bad")) {
            throw new IllegalStateException("bad news");
        }
    }
}
