package io.orderflow.dashboard.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderflow.event.OrderEvents;
import io.orderflow.testkit.TestServers;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** Sends order events as order-service does. */
final class Events implements AutoCloseable {

    private final DefaultMQProducer producer = new DefaultMQProducer("events-" + UUID.randomUUID());

    Events() throws MQClientException {
        producer.setNamesrvAddr(TestServers.get().nameServer());
        producer.setInstanceName("events-" + UUID.randomUUID());
        producer.start();
    }

    static String newOrder() {
        return UUID.randomUUID().toString();
    }

    static String placed(String order, long total) {
        return """
                {"orderId":"%s","customerId":"ada","total":%d,"currency":"EUR","placedAt":"2026-01-02T03:04:05.678Z",\
                "lines":[{"sku":"tea-green","quantity":1,"unitPrice":1100}]}""".formatted(order, total);
    }

    String place(String order, long total) throws Exception {
        return send(order, placed(order, total));
    }

    /** An order that points-service will never accept. */
    String poison() throws Exception {
        return place(newOrder(), -1);
    }

    String send(String key, String body) throws Exception {
        producer.send(new Message(OrderEvents.TOPIC, OrderEvents.PLACED, key, body.getBytes(UTF_8)));
        return key;
    }

    /** A half message whose sender never says how its transaction ended, however often it is asked. */
    static TransactionMQProducer unsettled(String order, String txId) throws Exception {
        var sender = new TransactionMQProducer("order-service");
        sender.setNamesrvAddr(TestServers.get().nameServer());
        sender.setInstanceName("unsettled-" + UUID.randomUUID());
        sender.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                return LocalTransactionState.UNKNOW;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                return LocalTransactionState.UNKNOW;
            }
        });
        sender.start();
        var half = new Message(
                OrderEvents.TOPIC,
                OrderEvents.PLACED,
                order,
                placed(order, 4700).getBytes(UTF_8));
        half.putUserProperty("orderflow-tx-id", txId);
        sender.sendMessageInTransaction(half, null);
        return sender;
    }

    @Override
    public void close() {
        producer.shutdown();
    }
}
