package io.orderflow.invariants;

import static io.orderflow.invariants.SchemaFixture.DASHBOARD;
import static io.orderflow.invariants.SchemaFixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.broker.BrokerView;
import io.orderflow.invariants.broker.DeadLetterTopics;
import io.orderflow.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard's store of dead letters, and its record of operators, say about the promises. */
class OperatorInvariantsIT {

    private static final Instant RUN_BEGAN = Instant.ofEpochMilli(0x0199c0de0000L);
    private static final String APPLIED = "9 an order has a coupon, or an open dead letter";
    private static final String ACTOR =
            "15 each time that a dead letter was redelivered or discarded it is known who did it";

    private final SchemaFixture schemas = new SchemaFixture();

    @BeforeEach
    void twoOrdersOneWithoutCoupon() throws Exception {
        schemas.recreate();
        schemas.recreateDashboard();
        schemas.execute("coupons", List.of("DELETE FROM coupon WHERE order_id = '" + TEA + "'"));
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        new SchemaFixture().empty();
        new SchemaFixture().empty(DASHBOARD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "REDELIVERED", "FAILED_AGAIN"})
    void dead_letter_that_nobody_has_answered_for_yet_stands_for_the_effect(String state) throws Exception {
        schemas.execute(DASHBOARD, List.of(letter("coupon-service", TEA, "m1", state, 0)));

        assertThat(broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESOLVED", "DISCARDED"})
    void dead_letter_that_is_done_with_does_not(String state) throws Exception {
        schemas.execute(
                DASHBOARD,
                List.of(
                        letter("coupon-service", TEA, "m1", state, 0),
                        action("dead-letter:1"),
                        "UPDATE operator_action SET action = 'discard'"));

        assertThat(broken()).containsExactly(APPLIED);
    }

    @Test
    void dead_letter_of_another_consumer_does_not() throws Exception {
        schemas.execute(DASHBOARD, List.of(letter("points-service", TEA, "m1", "OPEN", 0)));

        assertThat(broken()).containsExactly(APPLIED);
    }

    @Test
    void service_that_only_journalled_it_does_not() throws Exception {
        schemas.execute("coupons", List.of(SchemaFixture.deadLetter("coupon-service", TEA)));

        assertThat(broken()).containsExactly(APPLIED);
    }

    @Test
    void redelivery_that_nobody_signed_is_found() throws Exception {
        schemas.execute(DASHBOARD, List.of(letter("coupon-service", TEA, "m1", "REDELIVERED", 1)));
        assertThat(broken()).containsExactly(ACTOR);

        schemas.execute(DASHBOARD, List.of(action("dead-letter:1")));
        assertThat(broken()).isEmpty();
    }

    @Test
    void second_redelivery_needs_a_signature_of_its_own() throws Exception {
        schemas.execute(
                DASHBOARD, List.of(letter("coupon-service", TEA, "m1", "REDELIVERED", 2), action("dead-letter:1")));

        assertThat(broken()).containsExactly(ACTOR);
    }

    @Test
    void dead_letter_that_nobody_admits_to_have_discarded_is_found() throws Exception {
        schemas.execute(
                DASHBOARD, List.of(letter("coupon-service", TEA, "m1", "DISCARDED", 0), action("dead-letter:1")));

        assertThat(broken()).containsExactly(APPLIED, ACTOR);
    }

    @Test
    void action_without_an_actor_is_found() throws Exception {
        schemas.execute(
                DASHBOARD,
                List.of(
                        letter("coupon-service", TEA, "m1", "OPEN", 0),
                        action("dead-letter:1"),
                        "UPDATE operator_action SET actor = ''"));

        assertThat(broken())
                .containsExactly("15 a row of what an operator did says who, what, to what, and what came of it");
    }

    @Test
    void store_is_known_once_a_dashboard_has_made_it() throws Exception {
        try (var auditor = schemas.auditor().connect()) {
            assertThat(DeadLetters.knownTo(auditor)).isEqualTo(DeadLetters.STORED);

            schemas.empty(DASHBOARD);
            assertThat(DeadLetters.knownTo(auditor)).isEqualTo(DeadLetters.JOURNALLED);
        }
    }

    @Test
    void message_in_a_dead_letter_topic_without_a_row_is_found_until_it_has_one() throws Exception {
        var servers = TestServers.get();
        String group = "letters-" + UUID.randomUUID();
        servers.createGroup(group);
        String id = send("%DLQ%" + group);
        try (var broker = BrokerView.connect(servers.nameServer(), servers.brokerAdministrator());
                var auditor = schemas.auditor().connect()) {
            var check = new DeadLetterTopics(broker, 1_000, Duration.ZERO, Clock.systemUTC());
            assertThat(check.look(auditor).examples()).contains("%DLQ%" + group + " " + id);
            var patient = new DeadLetterTopics(broker, 1_000, Duration.ofHours(1), Clock.systemUTC());
            assertThat(patient.look(auditor).examples()).doesNotContain("%DLQ%" + group + " " + id);

            schemas.execute(DASHBOARD, List.of(letter(group, "k", id, "OPEN", 0)));

            assertThat(check.look(auditor).examples()).doesNotContain("%DLQ%" + group + " " + id);
        }
    }

    private List<String> broken() throws Exception {
        var checks = new ArrayList<>(StoredInvariants.ofOrders(RUN_BEGAN, DeadLetters.STORED));
        checks.addAll(StoredInvariants.ofOperators());
        try (var auditor = schemas.auditor().connect()) {
            return new Inspection(auditor, Duration.ofMinutes(1))
                    .of(List.of(), checks).stream()
                            .filter(verdict -> !verdict.holds())
                            .map(Verdict::fact)
                            .toList();
        }
    }

    private static String letter(String group, String key, String message, String state, int redeliveries) {
        return """
                INSERT INTO dead_letter (id, consumer_group, producer_group, topic, tag, message_key, message_id,
                  origin_message_id, tx_id, body, properties, attempts, born_at, dead_at, taken_at, state, redeliveries)
                VALUES (1, '%s', '', 'order-events', 'placed', '%s', '%4$s', '%4$s', '', '', '{}', 3, NOW(), NOW(), NOW(),
                  '%3$s', %5$d)
                """.formatted(group, key, state, message, redeliveries);
    }

    private static String action(String subject) {
        return """
                INSERT INTO operator_action (at, actor, action, subject, reason, result)
                VALUES (NOW(), 'operator', 'redeliver', '%s', '', 'sent')
                """.formatted(subject);
    }

    private static String send(String topic) throws Exception {
        var producer = new DefaultMQProducer(
                "senders-" + UUID.randomUUID(), TestServers.get().brokerAdministrator());
        producer.setNamesrvAddr(TestServers.get().nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.start();
        try {
            return producer.send(new Message(topic, "{}".getBytes(StandardCharsets.UTF_8)))
                    .getMsgId();
        } finally {
            producer.shutdown();
        }
    }
}
