package io.orderflow.dashboard.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderflow.dashboard.UnsettledTransaction;
import io.orderflow.event.OrderEvents;
import io.orderflow.testkit.TestServers;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/** Sends order events as order-service does. */
final class Events implements AutoCloseable {

    private final DefaultMQProducer producer = new DefaultMQProducer(
            "events-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());

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

    static UnsettledTransaction unsettled(String order, String txId) throws Exception {
        var half = new Message(
                OrderEvents.TOPIC,
                OrderEvents.PLACED,
                order,
                placed(order, 4700).getBytes(UTF_8));
        half.putUserProperty("orderflow-tx-id", txId);
        return UnsettledTransaction.of("order-service", half);
    }

    @Override
    public void close() {
        producer.shutdown();
    }
}
