package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Begins at once and ends when it is let. Its effect is in the database, so it needs the connection pool to the end. */
@RocketMQListener(value = "${fixture.group}", threads = 1)
@Requires(property = "fixture.listener", value = "slow")
class SlowListener {

    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> applied = new CopyOnWriteArrayList<>();
    final CountDownLatch release = new CountDownLatch(1);

    private final Notes notes;

    SlowListener(Notes notes) {
        this.notes = notes;
    }

    @Topic("${fixture.topic}")
    void arrived(@MessageKey String key) throws InterruptedException {
        begun.add(key);
        if (!release.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Nobody released the handler");
        }
        notes.save(new Note(key));
        applied.add(key);
    }
}
