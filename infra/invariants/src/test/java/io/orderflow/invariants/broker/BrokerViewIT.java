package io.orderflow.invariants.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerViewIT {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final TestServers servers = TestServers.get();
    private final String topic = "view-" + UUID.randomUUID();
    private final String group = "viewers-" + UUID.randomUUID();
    private BrokerView view;

    @BeforeEach
    void connect() throws Exception {
        servers.createTopic(topic);
        servers.createGroup(group);
        view = BrokerView.connect(servers.nameServer(), servers.brokerAdministrator());
    }

    @AfterEach
    void close() {
        view.close();
    }

    @Test
    void a_group_that_never_ran_has_everything_before_it() throws Exception {
        send(3);

        assertThat(new Backlog(view).of(group, topic)).isEqualTo(3);
    }

    @Test
    void what_was_consumed_is_no_backlog() throws Exception {
        send(3);
        var consumer = consumer((messages, context) -> ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> new Backlog(view).of(group, topic) == 0);
        } finally {
            consumer.shutdown();
        }
    }

    @Test
    void a_dead_letter_can_be_read_where_it_lies() throws Exception {
        var sent = send(1).getFirst();
        var consumer = consumer((messages, context) -> {
            context.setDelayLevelWhenNextConsume(-1);
            return ConsumeConcurrentlyStatus.RECONSUME_LATER;
        });
        try {
            var queue = view.queues("%DLQ%" + group).getFirst();
            await().atMost(Duration.ofSeconds(30)).until(() -> view.end(queue) == 1);

            var letters = view.read(queue, 0);

            assertThat(letters)
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.ids()).contains(sent));
            assertThat(view.read(queue, 1)).isEmpty();
        } finally {
            consumer.shutdown();
        }
    }

    @Test
    void a_topic_that_nobody_knows_has_no_queues() throws Exception {
        assertThat(view.queues("nobody-knows-" + UUID.randomUUID())).isEmpty();
    }

    /** Each check stores a new copy and moves past the old one; there are several in this time, and many looks in each. */
    @Test
    void a_half_message_is_left_until_it_is_settled_at_every_look() throws Exception {
        var halfMessages = new HalfMessages(view, 1);
        var checks = new AtomicInteger();
        var settle = new AtomicBoolean();
        var producer =
                new TransactionMQProducer("halves-" + UUID.randomUUID(), servers.brokerAdministrator(), List.of(topic));
        producer.setNamesrvAddr(servers.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                return LocalTransactionState.UNKNOW;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                checks.incrementAndGet();
                return settle.get() ? LocalTransactionState.ROLLBACK_MESSAGE : LocalTransactionState.UNKNOW;
            }
        });
        producer.start();
        try {
            producer.sendMessageInTransaction(new Message(topic, BODY), null);

            var end = Instant.now().plus(Duration.ofSeconds(5));
            while (Instant.now().isBefore(end) || checks.get() < 3) {
                assertThat(halfMessages.left())
                        .as("after %d checks", checks.get())
                        .isPositive();
            }

            settle.set(true);
            await().atMost(Duration.ofSeconds(60)).until(() -> halfMessages.left() == 0);
        } finally {
            producer.shutdown();
        }
    }

    private List<String> send(int messages) throws Exception {
        var producer = new DefaultMQProducer("senders-" + UUID.randomUUID(), servers.brokerAdministrator());
        producer.setNamesrvAddr(servers.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        try {
            var ids = new ArrayList<String>();
            for (int message = 0; message < messages; message++) {
                ids.add(producer.send(new Message(topic, BODY)).getMsgId());
            }
            return ids;
        } finally {
            producer.shutdown();
        }
    }

    private DefaultMQPushConsumer consumer(MessageListenerConcurrently listener) throws Exception {
        var consumer = new DefaultMQPushConsumer(group, servers.brokerAdministrator());
        consumer.setNamesrvAddr(servers.nameServer());
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener(listener);
        consumer.start();
        return consumer;
    }
}
