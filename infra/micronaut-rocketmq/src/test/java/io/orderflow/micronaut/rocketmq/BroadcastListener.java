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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@RocketMQListener(value = "${fixture.group}", threads = 1, broadcast = true)
@Requires(property = "fixture.listener", value = "broadcast")
class BroadcastListener {

    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<String> applied = new CopyOnWriteArrayList<>();
    final CountDownLatch release = new CountDownLatch(1);

    @Topic("${fixture.topic}")
    @Tag("announced")
    void announced(@MessageKey String key, @MessageBody Announced body) throws InterruptedException {
        keys.add(key);
        switch (body.text()) {
            case "bad" -> throw new IllegalStateException("bad news");
            case "slow" -> {
                if (!release.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nobody released the handler");
                }
            }
            default -> {}
        }
        applied.add(key);
    }
}
