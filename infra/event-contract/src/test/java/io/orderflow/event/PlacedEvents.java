package io.orderflow.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.MixAll;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/** Sends events as order-service does, and looks at what became of them on the broker. */
public final class PlacedEvents implements AutoCloseable {

    private final String nameServer;
    private final DefaultMQProducer producer = new DefaultMQProducer("contract-" + UUID.randomUUID());
    private final DefaultMQAdminExt admin = new DefaultMQAdminExt();

    public PlacedEvents(String nameServer) throws MQClientException {
        this.nameServer = nameServer;
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
    long lag(String group) throws Exception {
        return admin.examineConsumeStats(group).computeTotalDiff();
    }

    /** Keys of everything in the group's dead-letter topic. */
    Set<String> deadLetters(String group) throws MQClientException {
        var consumer = new DefaultLitePullConsumer("contract-dead-letters");
        consumer.setNamesrvAddr(nameServer);
        consumer.setInstanceName("contract-dead-letters-" + UUID.randomUUID());
        consumer.setAutoCommit(false);
        consumer.start();
        try {
            var queues = consumer.fetchMessageQueues(MixAll.getDLQTopic(group));
            consumer.assign(queues);
            for (var queue : queues) {
                consumer.seekToBegin(queue);
            }
            var keys = new HashSet<String>();
            List<MessageExt> messages;
            do {
                messages = consumer.poll(1_000);
                messages.forEach(message -> keys.add(message.getKeys()));
            } while (!messages.isEmpty());
            return keys;
        } finally {
            consumer.shutdown();
        }
    }

    @Override
    public void close() {
        producer.shutdown();
        admin.shutdown();
    }
}
