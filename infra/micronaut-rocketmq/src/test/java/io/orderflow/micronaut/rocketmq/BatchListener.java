package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

@RocketMQListener(value = "${fixture.group}", threads = 2, batch = 16)
@Requires(property = "fixture.listener", value = "batch")
class BatchListener {

    final List<Integer> sizes = new CopyOnWriteArrayList<>();
    final Set<String> applied = ConcurrentHashMap.newKeySet();

    @Topic("${fixture.topic}")
    @Redelivery(times = 1, first = "1s", upTo = "1s")
    void announced(@MessageBody List<Announced> bodies, @MessageKey List<String> keys) {
        sizes.add(bodies.size());
        if (bodies.stream().anyMatch(body -> body.text().equals("bad"))) {
            throw new IllegalStateException("bad news among " + bodies.size());
        }
        applied.addAll(keys);
    }
}
