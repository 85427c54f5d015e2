package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.RPCHook;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocketMqServerIT {

    private static final String TOPIC = "order-events";

    @TempDir
    static Path data;

    static RocketMqServer rocketMq;
    static ServerProcess process;

    @BeforeAll
    static void start() throws Exception {
        rocketMq = RunningServers.in(data, ServerPorts.free()).rocketMq();
        process = ServerProcess.start(rocketMq, data.resolve("rocketmq.log")).awaitReady(Duration.ofSeconds(60));
        rocketMq.provision();
    }

    @AfterAll
    static void stop() {
        process.kill9();
    }

    @Test
    void a_half_message_without_a_verdict_is_asked_about_after_two_seconds() throws Exception {
        var asked = new CompletableFuture<Long>();
        var producer = producer(LocalTransactionState.UNKNOW, asked);
        try {
            long sent = System.nanoTime();
            producer.sendMessageInTransaction(message(), null);
            long millis = (asked.get(15, TimeUnit.SECONDS) - sent) / 1_000_000;
            System.out.println("check-back after " + millis + " ms");
            assertThat(millis).isBetween(1_500L, 10_000L);
        } finally {
            producer.shutdown();
        }
    }

    @Test
    void the_broker_is_idle_after_transactions() throws Exception {
        var producer = producer(LocalTransactionState.COMMIT_MESSAGE, new CompletableFuture<>());
        try {
            for (int i = 0; i < 1_000; i++) {
                producer.sendMessageInTransaction(message(), null);
            }
        } finally {
            producer.shutdown();
        }
        // The defect that SettledBatches works around takes a whole core, for ever; compilation is over after a while.
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(
                        () -> assertThat(coresUsedFor(Duration.ofSeconds(5))).isLessThan(0.5));
    }

    @Test
    void sigterm_ends_it_within_seconds() throws Exception {
        long begin = System.nanoTime();
        process.stop();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.println("stopped within " + millis + " ms");
        assertThat(process.exit().get(1, TimeUnit.SECONDS)).isZero();
        assertThat(millis).isLessThan(10_000);
        process.restart().awaitReady(Duration.ofSeconds(60));
        // Its topics have survived, so that provisioning has nothing left to do.
        rocketMq.provision();
    }

    @Test
    void new_topics_are_created_beside_those_that_are_there() throws Exception {
        try (var topics =
                RocketMqTopics.connect(rocketMq.nameServer(), rocketMq.broker(), as(BrokerUser.ADMINISTRATOR))) {
            topics.create(List.of("older"), List.of("older-group"));

            // Returns only when clients can find every one of them.
            topics.create(List.of("older", "newer"), List.of("older-group", "newer-group"));
        }
    }

    @Test
    void a_message_for_later_survives_kill_9() throws Exception {
        String key = "later-" + System.nanoTime();
        var producer = producer(LocalTransactionState.COMMIT_MESSAGE, new CompletableFuture<>());
        try {
            var message = new Message(TOPIC, "later", key, "{}".getBytes(StandardCharsets.UTF_8));
            message.setDeliverTimeMs(
                    System.currentTimeMillis() + Duration.ofSeconds(20).toMillis());
            assertThat(producer.send(message).getSendStatus()).isEqualTo(SendStatus.SEND_OK);
        } finally {
            producer.shutdown();
        }

        process.kill9();
        process.restart().awaitReady(Duration.ofSeconds(60));

        var consumer = new DefaultLitePullConsumer("points-service", as(BrokerUser.ADMINISTRATOR));
        consumer.setNamesrvAddr(rocketMq.nameServer());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(TOPIC, "later");
        consumer.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> consumer.poll(500).stream()
                            .anyMatch(message -> message.getKeys().equals(key)));
        } finally {
            consumer.shutdown();
        }
    }

    private static double coresUsedFor(Duration time) {
        double begin = ProcessFacts.cpuSeconds(process.pid());
        Awaitility.await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
        double cores = (ProcessFacts.cpuSeconds(process.pid()) - begin) / time.toSeconds();
        System.out.printf("idle broker: %.0f %% of a core%n", cores * 100);
        return cores;
    }

    private static RPCHook as(String user) {
        return RocketMqTopics.signature(
                user, Passwords.storedIn(data.resolve("passwords")).of("rocketmq-" + user));
    }

    private static Message message() {
        return new Message(TOPIC, "placed", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static TransactionMQProducer producer(LocalTransactionState verdict, CompletableFuture<Long> asked)
            throws Exception {
        var producer =
                new TransactionMQProducer("check-back-" + System.nanoTime(), as("order_service"), List.of(TOPIC));
        producer.setNamesrvAddr(rocketMq.nameServer());
        producer.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                return verdict;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                asked.complete(System.nanoTime());
                return LocalTransactionState.COMMIT_MESSAGE;
            }
        });
        producer.start();
        return producer;
    }
}
