package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Its batch is larger than {@code rocketmq.consumer.pull-batch-size}. */
@RocketMQListener(value = "${fixture.group}", threads = 2, batch = 128)
@Requires(property = "fixture.listener", value = "large-batch")
class LargeBatchListener {

    final List<List<String>> batches = new CopyOnWriteArrayList<>();

    @Topic("${fixture.topic}")
    void announced(@MessageKey List<String> keys) {
        batches.add(keys);
    }

    List<String> keys() {
        return batches.stream().flatMap(List::stream).toList();
    }
}
