package io.orderflow.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.serde.ObjectMapper;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** Sends events as order-service does, and looks at what became of them on the broker. */
public final class PlacedEvents implements AutoCloseable {

    private final DefaultMQProducer producer = new DefaultMQProducer(
            "contract-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
    private final DefaultMQAdminExt admin =
            new DefaultMQAdminExt(TestServers.get().brokerAdministrator());

    public PlacedEvents(String nameServer) throws MQClientException {
        producer.setNamesrvAddr(nameServer);
        producer.setInstanceName("contract-producer-" + UUID.randomUUID());
        producer.start();
        admin.setNamesrvAddr(nameServer);
        admin.setInstanceName("contract-admin-" + UUID.randomUUID());
        admin.start();
    }

    /** An order of one line. */
    public static OrderPlaced order(String customer, long total) {
        return new OrderPlaced(
                UUID.randomUUID().toString(),
                customer,
                total,
                "EUR",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                List.of(new OrderPlaced.Line("tea-green", 1, total)));
    }

    static String json(OrderPlaced order) throws IOException {
        return ObjectMapper.getDefault().writeValueAsString(order);
    }

    public void send(OrderPlaced order) throws Exception {
        sendBytes(order.orderId(), json(order).getBytes(UTF_8));
    }

    /** As one batch: one behind the other in one queue, so that a consumer finds them together, or nearly so. */
    public void sendTogether(List<OrderPlaced> orders) throws Exception {
        List<Message> messages = new ArrayList<>();
        for (var order : orders) {
            messages.add(new Message(
                    OrderEvents.TOPIC,
                    OrderEvents.PLACED,
                    order.orderId(),
                    json(order).getBytes(UTF_8)));
        }
        producer.send(messages);
    }

    /** The same event so many times, all at once: redeliveries and re-sends look no different to a consumer. */
    public void sendInParallel(OrderPlaced order, int times) throws Exception {
        Callable<Void> send = () -> {
            send(order);
            return null;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> sent : threads.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> send).toList())) {
                sent.get();
            }
        }
    }

    void sendBytes(String key, byte[] body) throws Exception {
        producer.send(new Message(OrderEvents.TOPIC, OrderEvents.PLACED, key, body));
    }

    /** Messages that {@code group} has not acknowledged yet, those that wait for redelivery included. */
    public long lag(String group) throws Exception {
        return admin.examineConsumeStats(group).computeTotalDiff();
    }

    @Override
    public void close() {
        producer.shutdown();
        admin.shutdown();
    }
}
