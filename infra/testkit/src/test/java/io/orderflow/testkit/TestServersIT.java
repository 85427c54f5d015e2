package io.orderflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The same facts hold wherever the servers come from; what breaks a server is in {@link BreakingServersIT}. */
class TestServersIT {

    private final TestServers servers = TestServers.get();

    @Test
    void every_service_reaches_its_own_schema_and_the_auditor_reads_it() throws Exception {
        for (var schema : List.of("orders", "points", "coupons", "notifications")) {
            try (var service = servers.database(schema).connect();
                    var statement = service.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS seen (id INT PRIMARY KEY)");
            }
            try (var auditor = servers.audited(schema).connect();
                    var statement = auditor.createStatement()) {
                assertThat(statement.executeQuery("SELECT COUNT(*) FROM seen").next())
                        .isTrue();
            }
        }
    }

    @Test
    void a_fresh_schema_is_empty_and_its_user_sees_nothing_else() throws Exception {
        var one = servers.freshSchema();
        var other = servers.freshSchema();
        try (var connection = one.connect();
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("SHOW TABLES").next()).isFalse();
            assertThatThrownBy(() -> statement.execute("USE " + other.schema()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void redis_answers() throws Exception {
        assertThat(RedisCommand.send(servers.redisAdministrator(), "PING")).isEqualTo("PONG");
        servers.redis().flushAll();
    }

    @Test
    void a_new_topic_delivers_to_a_new_group_and_redelivers_within_seconds() throws Exception {
        var topic = "testkit-" + UUID.randomUUID();
        var group = "testkit-" + UUID.randomUUID();
        servers.createTopic(topic);
        servers.createGroup(group);
        var attempts = new CopyOnWriteArrayList<Integer>();
        var producer = new DefaultMQProducer(group + "-producer", servers.brokerAdministrator());
        var consumer = new DefaultMQPushConsumer(group, servers.brokerAdministrator());
        producer.setNamesrvAddr(servers.nameServer());
        consumer.setNamesrvAddr(servers.nameServer());
        // A heartbeat is left out when another is under way, and until the next the broker may refuse every pull.
        consumer.setHeartbeatBrokerInterval(1_000);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        consumer.subscribe(topic, "*");
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            attempts.add(messages.getFirst().getReconsumeTimes());
            return attempts.size() == 1
                    ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                    : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        try {
            producer.start();
            consumer.start();
            producer.send(new Message(topic, "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            Awaitility.await().atMost(java.time.Duration.ofSeconds(40)).until(() -> attempts.size() == 2);
            assertThat(attempts).containsExactly(0, 1);
        } finally {
            consumer.shutdown();
            producer.shutdown();
        }
    }

    @Test
    void micronaut_resolves_the_names_of_environment_variables() {
        var properties = new HashMap<String, Object>(servers.properties("points"));
        properties.put("datasources.default.url", "${DATABASE_URL:absent}");
        properties.put("micronaut.server.port", "${MICRONAUT_SERVER_PORT:8082}");
        properties.put("keys", "${JWKS_URI}");
        try (var context = ApplicationContext.run(properties)) {
            assertThat(context.getProperty("datasources.default.url", String.class))
                    .contains(servers.database("points").url());
            assertThat(context.getProperty("micronaut.server.port", Integer.class))
                    .contains(-1);
            assertThat(context.getProperty("keys", String.class))
                    .contains(TestTokens.keys().toString());
        }
    }
}
