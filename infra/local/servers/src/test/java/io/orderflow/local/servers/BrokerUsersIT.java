package io.orderflow.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.netty.NettyClientConfig;
import org.apache.rocketmq.remoting.netty.NettyRemotingClient;
import org.apache.rocketmq.remoting.protocol.RemotingCommand;
import org.apache.rocketmq.remoting.protocol.RequestCode;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.admin.TopicOffset;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.apache.rocketmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a broker of ours answers to clients without a password, and to a service that asks for more than its own. */
class BrokerUsersIT {

    private static final String REFUSED = "has no permission to access";
    private static final String TRACE = "RMQ_SYS_TRACE_TOPIC";

    @TempDir
    static Path data;

    static RocketMqServer rocketMq;
    static ServerProcess process;

    @BeforeAll
    static void start() throws Exception {
        rocketMq = RunningServers.in(data, ServerPorts.free()).rocketMq().shortLived();
        process = ServerProcess.start(rocketMq, data.resolve("rocketmq.log")).awaitReady(Duration.ofSeconds(60));
        rocketMq.provision();
    }

    @AfterAll
    static void stop() {
        process.kill9();
    }

    @Test
    void a_client_without_a_name_or_with_a_wrong_password_is_refused() {
        assertThatThrownBy(() -> send(null, "order-events")).rootCause().isInstanceOf(MQBrokerException.class);
        assertThatThrownBy(() -> send(RocketMqTopics.signature("order_service", "guess"), "order-events"))
                .rootCause()
                .isInstanceOf(MQBrokerException.class)
                .hasMessageContaining("signature");
        assertThatThrownBy(() -> send(RocketMqTopics.signature("stranger", "guess"), "order-events"))
                .rootCause()
                .isInstanceOf(MQBrokerException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "points_service, order-events",
        "coupon_service, purchase-outcomes",
        "notify_service, sale-events",
        "seckill_gateway, order-events",
        "seckill_gateway, purchase-outcomes",
        "order_service, purchase-requests"
    })
    void a_service_publishes_nothing_but_its_own(String user, String topic) {
        assertThatThrownBy(() -> send(as(user), topic))
                .rootCause()
                .isInstanceOf(MQBrokerException.class)
                .hasMessageContaining(REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "order_service, order-events",
        "order_service, purchase-outcomes",
        "points_service, message-journal",
        "seckill_gateway, purchase-requests",
        "root, order-events"
    })
    void a_service_publishes_its_own(String user, String topic) {
        assertThatCode(() -> send(as(user), topic)).doesNotThrowAnyException();
    }

    @Test
    void a_service_consumes_in_its_own_group_also_what_comes_again_and_in_no_other() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        var own = consumer(as("points_service"), "points-service", "order-events", received);
        var refused = new LinkedBlockingQueue<Integer>();
        var foreign = consumer(as("points_service"), "coupon-service", "order-events", refused);
        var otherTopic = consumer(as("notify_service"), "notify-service", "purchase-outcomes", refused);
        var nobody = consumer(null, "sale-allocation", "order-events", refused);
        try {
            send(as("order_service"), "order-events");
            send(as("order_service"), "purchase-outcomes");

            // The first delivery of each message fails: the second comes by the group's retry topic.
            await().atMost(Duration.ofSeconds(60)).until(() -> received.contains(0) && received.contains(1));
            assertThat(refused).isEmpty();
        } finally {
            List.of(own, foreign, otherTopic, nobody).forEach(DefaultMQPushConsumer::shutdown);
        }
    }

    @Test
    void a_service_sends_a_batch() throws Exception {
        var producer = producer(as("order_service"));
        producer.start();
        try {
            assertThat(producer.send(List.of(message("order-events"), message("order-events")))
                            .getSendStatus())
                    .isEqualTo(SendStatus.SEND_OK);
        } finally {
            producer.shutdown();
        }
        var stranger = producer(as("points_service"));
        stranger.start();
        try {
            assertThatThrownBy(() -> stranger.send(List.of(message("order-events"), message("order-events"))))
                    .rootCause()
                    .hasMessageContaining(REFUSED);
        } finally {
            stranger.shutdown();
        }
    }

    @Test
    void a_half_message_is_refused_as_the_message_would_be() throws Exception {
        var producer = new TransactionMQProducer("halves-" + UUID.randomUUID(), as("points_service"));
        producer.setNamesrvAddr(rocketMq.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.setTransactionListener(new CommitsWhenAsked());
        producer.start();
        try {
            assertThatThrownBy(() -> producer.sendMessageInTransaction(message("order-events"), null))
                    .rootCause()
                    .hasMessageContaining(REFUSED);
        } finally {
            producer.shutdown();
        }
    }

    @Test
    void a_half_message_is_delivered_when_its_check_back_says_so() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        var consumer = consumer(as("order_service"), "payment-expiry", "payment-deadlines", received);
        var producer = new TransactionMQProducer("halves-" + UUID.randomUUID(), as("order_service"));
        producer.setNamesrvAddr(rocketMq.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.setTransactionListener(new CommitsWhenAsked());
        producer.start();
        try {
            producer.sendMessageInTransaction(message("payment-deadlines"), null);

            assertThat(received.poll(60, TimeUnit.SECONDS)).isZero();
        } finally {
            producer.shutdown();
            consumer.shutdown();
        }
    }

    @Test
    void every_instance_of_a_service_takes_its_broadcasts() throws Exception {
        var first = new LinkedBlockingQueue<Integer>();
        var second = new LinkedBlockingQueue<Integer>();
        var one = broadcast("seckill_gateway", "sale-signals", "sale-signals", first);
        var other = broadcast("seckill_gateway", "sale-signals", "sale-signals", second);
        var refused = new LinkedBlockingQueue<Integer>();
        var stranger = broadcast("points_service", "sale-signals", "sale-signals", refused);
        try {
            send(as("seckill_gateway"), "sale-signals");

            assertThat(first.poll(30, TimeUnit.SECONDS)).isZero();
            assertThat(second.poll(30, TimeUnit.SECONDS)).isZero();
            assertThat(refused).isEmpty();
        } finally {
            List.of(one, other, stranger).forEach(DefaultMQPushConsumer::shutdown);
        }
    }

    @Test
    void a_message_that_is_given_up_becomes_a_dead_letter_of_its_group() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        var consumer = unstarted(as("coupon_service"), "coupon-service", "order-events", received);
        consumer.setMaxReconsumeTimes(0);
        consumer.start();
        try (var admin = new Administrator()) {
            long before = admin.messages("%DLQ%coupon-service");
            send(as("order_service"), "order-events");

            assertThat(received.poll(30, TimeUnit.SECONDS)).isZero();
            await().atMost(Duration.ofSeconds(30)).until(() -> admin.messages("%DLQ%coupon-service") > before);
        } finally {
            consumer.shutdown();
        }
        assertThatThrownBy(() -> send(as("points_service"), "%DLQ%coupon-service"))
                .rootCause()
                .hasMessageContaining(REFUSED);
        assertThatThrownBy(() -> send(as("points_service"), "%RETRY%coupon-service"))
                .rootCause()
                .hasMessageContaining(REFUSED);
    }

    /** Services keep a journal of their own instead and don't write to this topic. */
    @Test
    void an_administrator_traces_messages() throws Exception {
        var producer = new DefaultMQProducer("traced", as("root"), true, TRACE);
        producer.setNamesrvAddr(rocketMq.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        try (var admin = new Administrator()) {
            producer.send(message("order-events"));
            await().atMost(Duration.ofSeconds(30)).until(() -> admin.messages(TRACE) > 0);
        } finally {
            producer.shutdown();
        }
        assertThatThrownBy(() -> send(as("order_service"), TRACE)).rootCause().hasMessageContaining(REFUSED);
    }

    @Test
    void no_service_is_an_administrator() throws Exception {
        try (var topics = RocketMqTopics.connect(rocketMq.nameServer(), rocketMq.broker(), as("points_service"))) {
            assertThatThrownBy(() -> topics.create(List.of("mine"), List.of()))
                    .hasMessageContaining("points_service has no permission to access");
        }
        var admin = new DefaultMQAdminExt(as("points_service"), 30_000);
        admin.setNamesrvAddr(rocketMq.nameServer());
        admin.setInstanceName(UUID.randomUUID().toString());
        admin.start();
        try {
            var settings = new Properties();
            settings.put("fileReservedTime", "1");
            var commands = Map.<String, ThrowingCallable>of(
                    "change a topic",
                    () -> admin.createAndUpdateTopicConfig(rocketMq.broker(), new TopicConfig("order-events", 1, 1)),
                    "delete a topic",
                    () -> admin.deleteTopicInBroker(Set.of(rocketMq.broker()), "order-events"),
                    "reset offsets",
                    () -> admin.resetOffsetByTimestamp("order-events", "points-service", 0, true),
                    "change a group",
                    () -> admin.createAndUpdateSubscriptionGroupConfig(
                            rocketMq.broker(), new SubscriptionGroupConfig()),
                    "delete a group",
                    () -> admin.deleteSubscriptionGroup(rocketMq.broker(), "points-service"),
                    "change the broker's settings",
                    () -> admin.updateBrokerConfig(rocketMq.broker(), settings),
                    "read the broker's settings",
                    () -> admin.getBrokerConfig(rocketMq.broker()),
                    "create a user",
                    () -> admin.createUser(rocketMq.broker(), "more", "rights", "Super"),
                    "read users",
                    () -> admin.listUser(rocketMq.broker(), ""));
            assertThat(commands)
                    .allSatisfy((name, command) ->
                            assertThatThrownBy(command).as(name).hasMessageContaining("no permission"));
        } finally {
            admin.shutdown();
        }
    }

    @Test
    void nobody_without_the_brokers_password_registers_as_a_broker() throws Exception {
        var client = new NettyRemotingClient(new NettyClientConfig());
        client.start();
        try {
            for (var code :
                    List.of(RequestCode.REGISTER_BROKER, RequestCode.UNREGISTER_BROKER, RequestCode.PUT_KV_CONFIG)) {
                var request = RemotingCommand.createRequestCommand(code, null);
                request.setExtFields(new HashMap<>(Map.of(
                        "brokerName", "local", "brokerAddr", "127.0.0.1:9", "clusterName", "local", "brokerId", "0")));
                assertThat(client.invokeSync(rocketMq.nameServer(), request, 10_000)
                                .getCode())
                        .isEqualTo(ResponseCode.NO_PERMISSION);
            }
        } finally {
            client.shutdown();
        }
        assertThat(RocketMqRoute.clusterInfo("127.0.0.1", rocketMq.ports().getFirst()))
                .contains(rocketMq.broker())
                .doesNotContain("127.0.0.1:9\"");
    }

    @Test
    void the_file_of_users_is_its_owners_alone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("rocketmq/users"))))
                .isEqualTo("rw-------");
        var password = Passwords.storedIn(data.resolve("passwords")).of("rocketmq-order_service");
        assertThat(rocketMq.command().command()).noneMatch(argument -> argument.contains(password));
    }

    private static RPCHook as(String user) {
        return RocketMqTopics.signature(
                user, Passwords.storedIn(data.resolve("passwords")).of("rocketmq-" + user));
    }

    private static void send(@Nullable RPCHook signature, String topic) throws Exception {
        var producer = producer(signature);
        producer.start();
        try {
            producer.send(message(topic));
        } finally {
            producer.shutdown();
        }
    }

    private static DefaultMQProducer producer(@Nullable RPCHook signature) {
        var producer = new DefaultMQProducer("sender-" + UUID.randomUUID(), signature);
        producer.setNamesrvAddr(rocketMq.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        return producer;
    }

    private static Message message(String topic) {
        return new Message(topic, "any", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static DefaultMQPushConsumer consumer(
            @Nullable RPCHook signature, String group, String topic, BlockingQueue<Integer> attempts) throws Exception {
        var consumer = unstarted(signature, group, topic, attempts);
        consumer.start();
        return consumer;
    }

    private static DefaultMQPushConsumer broadcast(
            String user, String group, String topic, BlockingQueue<Integer> attempts) throws Exception {
        var consumer = unstarted(as(user), group, topic, attempts);
        consumer.setMessageModel(MessageModel.BROADCASTING);
        consumer.start();
        return consumer;
    }

    private static DefaultMQPushConsumer unstarted(
            @Nullable RPCHook signature, String group, String topic, BlockingQueue<Integer> attempts) throws Exception {
        var consumer = new DefaultMQPushConsumer(group, signature);
        consumer.setNamesrvAddr(rocketMq.nameServer());
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.subscribe(topic, "*");
        consumer.setMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(message -> attempts.add(message.getReconsumeTimes()));
            return messages.getFirst().getReconsumeTimes() == 0
                    ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                    : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        return consumer;
    }

    private static final class CommitsWhenAsked implements TransactionListener {

        @Override
        public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
            return LocalTransactionState.UNKNOW;
        }

        @Override
        public LocalTransactionState checkLocalTransaction(MessageExt message) {
            return LocalTransactionState.COMMIT_MESSAGE;
        }
    }

    /** Counts messages of any topic. */
    private static final class Administrator implements AutoCloseable {

        private final DefaultMQAdminExt admin = new DefaultMQAdminExt(as("root"), 30_000);

        Administrator() throws MQClientException {
            admin.setNamesrvAddr(rocketMq.nameServer());
            admin.setInstanceName(UUID.randomUUID().toString());
            admin.start();
        }

        long messages(String topic) throws Exception {
            return admin.examineTopicStats(topic).getOffsetTable().values().stream()
                    .mapToLong(TopicOffset::getMaxOffset)
                    .sum();
        }

        @Override
        public void close() {
            admin.shutdown();
        }
    }
}
