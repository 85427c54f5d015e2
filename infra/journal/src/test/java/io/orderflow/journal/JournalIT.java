package io.orderflow.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalStep;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.micronaut.rocketmq.MessageNotSentException;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the step to the topic, on real servers. The reader is an application of its own, as the dashboard is. */
class JournalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CAPACITY = 200;
    private static final byte[] BODY = {1};

    private static String name;
    private static ApplicationContext service;
    private static ApplicationContext readerContext;
    private static JournalReader reader;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        name = "it-" + UUID.randomUUID().toString().substring(0, 8);
        TestServers.get().createTopic(name);
        TestServers.get().createGroup(name);
        TestServers.get().createGroup(name + "-reader");
        service = run(serviceProperties());
        readerContext = run(readerProperties());
        reader = readerContext.getBean(JournalReader.class);
    }

    @AfterAll
    static void stop() {
        readerContext.close();
        service.close();
    }

    @BeforeEach
    @AfterEach
    void the_broker_is_there() {
        TestServers.get().broker().start();
    }

    @Test
    void a_message_tells_its_steps_in_order() {
        var result = notices().post(key, BODY, () -> "pinned");

        assertThat(result).isInstanceOf(PublishResult.Committed.class);
        awaitTold(key, "HALF_MESSAGE STORED", "LOCAL_TRANSACTION COMMIT", "END_TRANSACTION COMMIT", "DELIVERY APPLIED");
        var steps = reader.of(key);
        assertThat(steps).allSatisfy(step -> {
            assertThat(step.topic()).isEqualTo(name);
            assertThat(step.txId()).isNotNull().isEqualTo(steps.getFirst().txId());
            assertThat(step.failure()).isNull();
        });
        assertThat(steps.getLast().messageId()).isEqualTo(steps.getFirst().messageId());
        assertThat(steps.getLast().group()).isEqualTo(name);
        assertThat(steps.getLast().bornAt()).isNotNull();
    }

    @Test
    void a_transaction_that_rolls_back_tells_why() {
        notices().post(key, BODY, () -> {
            throw new IllegalStateException("no wall");
        });

        awaitTold(key, "HALF_MESSAGE STORED", "LOCAL_TRANSACTION ROLLBACK", "END_TRANSACTION ROLLBACK");
        var failure = Objects.requireNonNull(reader.of(key).get(1).failure());
        assertThat(failure.reason()).isEqualTo("no wall");
        assertThat(failure.stack()).contains("JournalIT.java");
    }

    @Test
    void every_attempt_of_a_failing_consumer_tells_its_exception_and_when_the_next_is_due() {
        String failing = NoticeListener.FAILING + key;
        notices().postNow(failing, BODY);

        awaitTold(failing, "SEND SENT", "DELIVERY REDELIVER", "DELIVERY REDELIVER", "DELIVERY DEAD_LETTER");
        var attempts = reader.of(failing).stream()
                .filter(entry -> entry.step() == JournalStep.DELIVERY)
                .toList();
        assertThat(attempts).extracting("attempt").containsExactly(1, 2, 3);
        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(
                                Objects.requireNonNull(attempt.failure()).stack())
                        .contains("out of pins", "NoticeListener.java"));
        assertThat(Objects.requireNonNull(attempts.get(0).nextAt()))
                .isAfterOrEqualTo(attempts.get(0).at().plusSeconds(1))
                .isBefore(attempts.get(1).at().plusMillis(100));
        assertThat(attempts.get(2).nextAt()).isNull();
    }

    @Test
    void a_batch_tells_the_steps_of_each_of_its_messages() {
        String stored = NoticeListener.STORED_BEFORE + key;
        notices().postAll(List.of(key, stored), List.of(BODY, BODY));

        awaitTold(key, "SEND SENT", "DELIVERY APPLIED");
        awaitTold(stored, "SEND SENT", "DELIVERY ALREADY_STORED");
        assertThat(reader.of(key).get(0).messageId())
                .isNotNull()
                .isNotEqualTo(reader.of(stored).get(0).messageId())
                .isEqualTo(reader.of(key).get(1).messageId());
    }

    @Test
    void the_journal_says_nothing_about_itself() {
        notices().postNow(key, BODY);
        awaitTold(key, "SEND SENT", "DELIVERY APPLIED");

        assertThat(reader.batches())
                .flatMap(JournalBatch::entries)
                .extracting("topic")
                .contains(name)
                .doesNotContain(JournalTopic.NAME);
    }

    @Test
    void while_the_broker_is_away_the_service_goes_on_and_losses_are_told_afterwards() {
        notices().postNow(key, BODY);
        awaitTold(key, "SEND SENT", "DELIVERY APPLIED");
        var journal = service.getBean(Journal.class);
        var buffer = service.getBean(Buffer.class);
        TestServers.get().broker().kill9();

        assertThatThrownBy(() -> notices().postNow(key + "-away", BODY)).isInstanceOf(MessageNotSentException.class);
        long begun = System.nanoTime();
        // One batch may be on its way with the shipper.
        for (int i = 0; i < CAPACITY * 10; i++) {
            journal.request("GET /notices", 503, null, 1);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(buffer.lostFailures()).isPositive();
        long lostBefore = told();

        TestServers.get().broker().start();

        awaitTold(key + "-away", "SEND NOT_SENT");
        await().atMost(PATIENCE).until(() -> told() - lostBefore >= buffer.lostFailures());
        String after = key + "-after";
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            notices().postNow(after, BODY);
            return true;
        });
        await().atMost(PATIENCE).until(() -> reader.toldOf(after).contains("DELIVERY APPLIED"));
    }

    @Test
    void what_waits_is_shipped_before_the_application_ends() {
        var properties = serviceProperties();
        properties.put("journal.ship-interval", "1h");
        try (var brief = run(properties)) {
            brief.getBean(Notices.class).postNow(key, BODY);
        }

        await().atMost(PATIENCE).until(() -> reader.toldOf(key).contains("SEND SENT"));
    }

    private static long told() {
        return reader.batches().stream().mapToLong(JournalBatch::lostFailures).sum();
    }

    private static void awaitTold(String key, String... steps) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(reader.toldOf(key)).containsExactly(steps));
    }

    private static Notices notices() {
        return service.getBean(Notices.class);
    }

    private static ApplicationContext run(Map<String, Object> properties) {
        return ApplicationContext.run(EmbeddedServer.class, properties).getApplicationContext();
    }

    private static Map<String, Object> serviceProperties() {
        var database = migrated(TestServers.get().freshSchema());
        var properties = commonProperties(name);
        properties.put("fixture.topic", name);
        properties.put("journal.capacity", CAPACITY);
        properties.put("datasources.default.url", database.url());
        properties.put("datasources.default.username", database.user());
        properties.put("datasources.default.password", database.password());
        return properties;
    }

    private static Map<String, Object> readerProperties() {
        var properties = commonProperties(name + "-dashboard");
        properties.put("fixture.reader", name + "-reader");
        properties.put("fixture.read-service", name);
        properties.put("journal.enabled", "false");
        return properties;
    }

    private static Map<String, Object> commonProperties(String application) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.application.name", application);
        properties.put("micronaut.server.host", "127.0.0.1");
        properties.put("micronaut.server.port", -1);
        // No token comes here.
        properties.put("tokens.keys", "file:target/no-keys.json");
        properties.putAll(TestServers.get().brokerAdministratorProperties());
        properties.put("rocketmq.refresh-interval", "1s");
        properties.put(
                "rocketmq.consumer.delay-levels", "1s 1s 1s 2s 3s 5s 10s 15s 20s 30s 1m 2m 3m 5m 10m 20m 30m 1h");
        return properties;
    }

    private static TestDatabase migrated(TestDatabase database) {
        for (String script : List.of(
                "/db/messaging/publish/V2026_01_01_01__tx_fence.sql",
                "/db/messaging/consume/V2026_01_01_02__delivery_failure.sql")) {
            try (InputStream in = JournalIT.class.getResourceAsStream(script);
                    var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute(
                        new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8));
            } catch (SQLException | IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return database;
    }
}
