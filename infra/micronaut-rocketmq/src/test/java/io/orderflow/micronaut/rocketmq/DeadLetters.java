package io.orderflow.micronaut.rocketmq;

import io.orderflow.testkit.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;

/** What the broker holds as dead letters of one group. */
final class DeadLetters implements AutoCloseable {

    private final DefaultMQPushConsumer consumer;
    private final List<MessageExt> messages = new CopyOnWriteArrayList<>();

    private DeadLetters(DefaultMQPushConsumer consumer) {
        this.consumer = consumer;
    }

    static DeadLetters of(String group, String nameServer) throws MQClientException {
        TestServers.get().createGroup("dead-letters-of-" + group);
        var consumer = new DefaultMQPushConsumer(
                "dead-letters-of-" + group, TestServers.get().brokerAdministrator());
        var letters = new DeadLetters(consumer);
        consumer.setNamesrvAddr(nameServer);
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setVipChannelEnabled(false);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe("%DLQ%" + group, "*");
        consumer.setMessageListener((MessageListenerConcurrently) (messages, context) -> {
            letters.messages.addAll(messages);
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
        return letters;
    }

    List<String> keys() {
        return messages.stream().map(MessageExt::getKeys).toList();
    }

    List<String> ids() {
        return messages.stream().map(MessageExt::getMsgId).toList();
    }

    @Override
    public void close() {
        consumer.shutdown();
    }
}
