package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the effects of a whole batch through a repository. */
@RocketMQListener(value = "${fixture.group}", threads = 1, batch = 16)
@Topic("${fixture.topic}")
@Redelivery(times = 0)
@Requires(property = "fixture.listener", value = "noting-batch")
class NotingBatchListener {

    final AtomicInteger largest = new AtomicInteger();
    private final Notes notes;

    NotingBatchListener(Notes notes) {
        this.notes = notes;
    }

    @Tag("announced")
    void alone(@MessageKey List<String> keys) {
        largest.accumulateAndGet(keys.size(), Math::max);
        notes.saveAll(keys.stream().map(Note::new).toList());
    }

    @Tag("withdrawn")
    @Transactional
    void inOneTransaction(@MessageKey List<String> keys) {
        largest.accumulateAndGet(keys.size(), Math::max);
        for (String key : keys) {
            notes.save(new Note(key));
            if (key.endsWith("-bad")) {
                throw new IllegalStateException("bad news");
            }
        }
    }
}
