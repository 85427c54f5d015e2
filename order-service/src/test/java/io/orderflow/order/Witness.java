package io.orderflow.order;

import io.orderflow.event.OrderEvents;
import io.orderflow.testkit.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;

/** A consumer of its own group that keeps every order event it gets to see. */
public final class Witness implements AutoCloseable {

    private final Map<String, List<MessageExt>> byKey = new ConcurrentHashMap<>();
    private final DefaultMQPushConsumer consumer;

    public Witness(String nameServer) throws MQClientException {
        consumer = new DefaultMQPushConsumer(
                "witness-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
        consumer.setNamesrvAddr(nameServer);
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(OrderEvents.TOPIC, "*");
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(message -> byKey.computeIfAbsent(message.getKeys(), key -> new CopyOnWriteArrayList<>())
                    .add(message));
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
    }

    public List<MessageExt> eventsOf(String orderId) {
        return byKey.getOrDefault(orderId, List.of());
    }

    public Set<String> orderIds() {
        return byKey.keySet();
    }

    public boolean hasSeen(String orderId) {
        return !eventsOf(orderId).isEmpty();
    }

    @Override
    public void close() {
        consumer.shutdown();
    }
}
