package io.orderflow.event;

import io.orderflow.testkit.TestServers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.MessageExt;

/** Reads a consumer group's dead-letter topic from its beginning, and leaves it as it is. */
final class DeadLetters implements AutoCloseable {

    private static final long POLL_MILLIS = 200;

    private final DefaultLitePullConsumer consumer = new DefaultLitePullConsumer(
            "contract-dead-letters", TestServers.get().brokerAdministrator());
    private final Set<String> keys = new HashSet<>();

    DeadLetters(String nameServer, String group) throws MQClientException {
        consumer.setNamesrvAddr(nameServer);
        consumer.setInstanceName("contract-dead-letters-" + UUID.randomUUID());
        consumer.setAutoCommit(false);
        consumer.start();
        var queues = consumer.fetchMessageQueues(MixAll.getDLQTopic(group));
        consumer.assign(queues);
        for (var queue : queues) {
            consumer.seekToBegin(queue);
        }
    }

    boolean contain(String key) {
        List<MessageExt> messages = consumer.poll(POLL_MILLIS);
        messages.forEach(message -> keys.add(message.getKeys()));
        return keys.contains(key);
    }

    @Override
    public void close() {
        consumer.shutdown();
    }
}
