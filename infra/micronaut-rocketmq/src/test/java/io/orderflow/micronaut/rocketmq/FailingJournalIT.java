package io.orderflow.micronaut.rocketmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.SettleDelivery;
import io.orderflow.messaging.consume.Settlement;
import io.orderflow.micronaut.rocketmq.Announcements.Announced;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of a delivery when the reason of its failure can't be stored. */
class FailingJournalIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String key = UUID.randomUUID().toString();
    private final Logger settling = (Logger) LoggerFactory.getLogger(SettleDelivery.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TestApplication application;

    @BeforeEach
    void listen() {
        log.start();
        settling.addAppender(log);
    }

    @AfterEach
    void stop() {
        settling.detachAppender(log);
        application.close();
    }

    @Test
    void without_its_table_a_delivery_is_a_dead_letter_after_three_more_redeliveries_and_everything_says_so()
            throws Exception {
        application = TestApplication.with("fixture.listener", "failing", "fixture.meters", "true");
        await().atMost(PATIENCE).until(() -> !application.health().contains("\"DOWN\""));
        application.sql("RENAME TABLE delivery_failure TO elsewhere");
        try (var dead = DeadLetters.of(application.name(), TestServers.get().nameServer())) {
            client().announceBytes(key, "no json".getBytes(UTF_8));

            await().atMost(PATIENCE).until(() -> dead.keys().contains(key));
        }
        assertThat(notStored("refused")).isEqualTo(4);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .filteredOn(event -> event.getFormattedMessage().contains(key))
                .anySatisfy(event ->
                        assertThat(event.getThrowableProxy().getMessage()).contains("delivery_failure' doesn't exist"))
                .anySatisfy(event ->
                        assertThat(event.getFormattedMessage()).endsWith("is a dead letter now, its reason only here"));
        assertThat(application.health())
                .contains("\"DOWN\"")
                .contains("delivery_failure")
                .contains("doesn't exist");

        application.sql("RENAME TABLE elsewhere TO delivery_failure");
        client().announceBytes(key + "-2", "no json".getBytes(UTF_8));

        await().atMost(PATIENCE)
                .until(() -> !Failure.of(application, key + "-2").isEmpty());
        assertThat(application.health()).doesNotContain("\"DOWN\"");
    }

    @Test
    void a_group_with_a_long_name_has_its_reasons() throws Exception {
        var properties = TestApplication.properties("fixture.listener", "failing");
        String group = properties.get("fixture.group") + "-" + "g".repeat(80);
        TestServers.get().createGroup(group);
        properties.put("fixture.group", group);
        application = TestApplication.on(properties);
        try (var dead = DeadLetters.of(group, TestServers.get().nameServer())) {
            client().announceBytes(key, "no json".getBytes(UTF_8));

            await().atMost(PATIENCE).until(() -> dead.keys().contains(key));
        }
        assertThat(Failure.of(application, key))
                .singleElement()
                .extracting(Failure::disposition)
                .isEqualTo("DEAD_LETTER");
    }

    @Test
    void whatever_rocketmq_lets_through_is_stored() throws Exception {
        application = TestApplication.with();

        application
                .bean(FailureJournal.class)
                .record(
                        new Delivery(
                                "g".repeat(255),
                                "t".repeat(127),
                                "tag".repeat(100),
                                key + "k".repeat(1_000),
                                "i".repeat(100),
                                1,
                                Map.of(),
                                new byte[0],
                                Instant.now()),
                        new IllegalStateException("r".repeat(10_000)),
                        new Settlement.DeadLetter());

        assertThat(Failure.of(application, (key + "k".repeat(1_000)).substring(0, 128)))
                .hasSize(1);
    }

    @Test
    void without_the_table_of_fences_an_application_is_not_healthy() {
        application = TestApplication.with("fixture.listener", "all");
        await().atMost(PATIENCE).until(() -> !application.health().contains("\"DOWN\""));

        application.sql("RENAME TABLE tx_fence TO elsewhere");
        application.bean(Announcements.class).announce(key, new Announced("x"), () -> "nothing");

        assertThat(application.health()).contains("\"DOWN\"").contains("tx_fence' doesn't exist");

        application.sql("RENAME TABLE elsewhere TO tx_fence");

        assertThat(application.health()).doesNotContain("\"DOWN\"");
    }

    @Test
    void an_application_that_starts_without_the_table_of_fences_says_so_before_it_publishes() {
        var properties = TestApplication.properties("fixture.listener", "all");
        try (var first = TestApplication.on(properties)) {
            first.sql("DROP TABLE tx_fence");
        }

        application = TestApplication.on(properties);

        assertThat(application.health())
                .contains("\"DOWN\"")
                .contains("run the scripts of classpath:db/messaging/publish");
    }

    private double notStored(String kind) {
        return application
                .bean(MeterRegistry.class)
                .get("rocketmq.reasons.not.stored")
                .tag("kind", kind)
                .counter()
                .count();
    }

    private Announcements client() {
        return application.bean(Announcements.class);
    }
}
