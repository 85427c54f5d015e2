package io.orderflow.dashboard.deadletter;

import io.orderflow.testkit.TestServers;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/** Puts messages into dead-letter topics without a failed consumer. */
final class DeadByHand implements AutoCloseable {

    private final DefaultMQProducer producer = new DefaultMQProducer(
            "by-hand-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());

    DeadByHand() throws MQClientException {
        producer.setNamesrvAddr(TestServers.get().nameServer());
        producer.setInstanceName("by-hand-" + UUID.randomUUID());
        producer.start();
    }

    void bury(String group, String key) throws Exception {
        producer.send(new Message("%DLQ%" + group, "", key, new byte[] {'{', '}'}));
    }

    @Override
    public void close() {
        producer.shutdown();
    }
}
