package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.micronaut.rocketmq.annotation.Idempotent;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what the gate lets through, all or nothing, after what a test sets to be done first. */
@RocketMQListener(value = "${fixture.group}", threads = 2, batch = 64)
@Requires(property = "fixture.listener", value = "idempotent-batch")
class IdempotentBatchListener {

    interface Behaviour {
        void before(List<String> keys, List<Announced> bodies) throws Exception;
    }

    final List<List<String>> calls = new CopyOnWriteArrayList<>();
    final List<String> applied = new CopyOnWriteArrayList<>();
    /** It waits until a test has set this. */
    final CompletableFuture<Behaviour> behaviour = new CompletableFuture<>();

    @Topic("${fixture.topic}")
    @Tag("announced")
    @Idempotent
    @Redelivery(times = 2, first = "1s", growingBy = 2, upTo = "10s")
    List<Handled.Outcome> announced(@MessageKey List<String> keys, @MessageBody List<Announced> bodies)
            throws Exception {
        calls.add(keys);
        behaviour.get().before(keys, bodies);
        applied.addAll(keys);
        return Collections.nCopies(keys.size(), Handled.Outcome.APPLIED);
    }
}
