package io.orderflow.invariants;

import static io.orderflow.invariants.SchemaFixture.MUG;
import static io.orderflow.invariants.SchemaFixture.STRANGER;
import static io.orderflow.invariants.SchemaFixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check holds on a clean database, and is broken by the one violation that it is there for. */
class InvariantsIT {

    private static final Instant RUN_BEGAN = Instant.ofEpochMilli(0x0199c0de0000L);

    private final SchemaFixture schemas = new SchemaFixture();

    @BeforeEach
    void twoOrdersWithAllTheirEffects() throws Exception {
        schemas.recreate();
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        new SchemaFixture().empty();
    }

    @Test
    void every_check_holds_on_a_clean_database() throws Exception {
        assertThat(inspect()).allSatisfy(verdict -> assertThat(verdict.line()).startsWith("PASS"));
    }

    record Violation(String schema, List<String> sql, Map<String, String> offenderByFact) {
        @Override
        public String toString() {
            return offenderByFact.keySet() + " " + schema;
        }
    }

    static Stream<Violation> violations() {
        String fences = "6 there is one committed fence per transaction that placed orders";
        return Stream.of(
                new Violation(
                        "orders",
                        List.of(
                                "ALTER TABLE orders DROP INDEX one_order_per_idempotency_key",
                                "UPDATE orders SET idempotency_key = 'load-r-0'"),
                        Map.of("3 a customer's idempotency key has one order", "load-r-c0/load-r-0")),
                new Violation(
                        "points",
                        List.of(
                                "ALTER TABLE points_entry DROP INDEX one_entry_per_order_and_type",
                                SchemaFixture.entry(TEA, 0)),
                        Map.of("3 the ledger has one entry per order and type", TEA)),
                new Violation(
                        "coupons",
                        List.of("ALTER TABLE coupon DROP INDEX one_coupon_per_order", SchemaFixture.coupon(MUG)),
                        Map.of("3 an order has one coupon", MUG)),
                new Violation(
                        "notifications",
                        List.of(
                                "ALTER TABLE notification DROP INDEX one_notification_per_order_and_kind",
                                SchemaFixture.notification(MUG)),
                        Map.of("3 an order has one notification of a kind", MUG)),
                new Violation(
                        "points",
                        List.of("UPDATE points_balance SET balance = balance + 1"),
                        Map.of("4 a customer's ledger adds up to the balance", "load-r-c0")),
                new Violation(
                        "points",
                        List.of("DELETE FROM points_balance"),
                        Map.of("4 a customer's ledger adds up to the balance", "load-r-c0")),
                new Violation(
                        "points",
                        List.of(SchemaFixture.entry(STRANGER, 0)),
                        Map.of("5 no points without its order", STRANGER)),
                new Violation(
                        "coupons",
                        List.of(SchemaFixture.coupon(STRANGER)),
                        Map.of("5 no coupon without its order", STRANGER)),
                new Violation(
                        "notifications",
                        List.of(SchemaFixture.notification(STRANGER)),
                        Map.of("5 no notification without its order", STRANGER)),
                new Violation(
                        "orders",
                        List.of("UPDATE tx_fence SET outcome = 'ABANDONED' LIMIT 1"),
                        Map.of(fences, "1 committed fences, 2 transactions of orders")),
                new Violation(
                        "orders",
                        List.of("DELETE FROM tx_fence WHERE outcome = 'COMMITTED'", SaleFixture.sale()),
                        Map.of(fences, "0 committed fences, 2 transactions of orders")),
                new Violation(
                        "orders",
                        List.of("UPDATE orders SET together = 2"),
                        Map.of(fences, "2 committed fences, 1 transactions of orders")),
                new Violation(
                        "orders",
                        List.of("INSERT INTO tx_fence (tx_id, outcome) VALUES"
                                + " ('0199c0de-0001-7000-8000-000000000009', 'COMMITTED')"),
                        Map.of(fences, "3 committed fences, 2 transactions of orders")),
                new Violation(
                        "orders",
                        List.of("UPDATE orders SET status = 'EXPIRED' WHERE id = '" + TEA + "'"),
                        Map.of("8 an order is placed, or expired if and only if its units came back", TEA)),
                new Violation(
                        "orders",
                        List.of("UPDATE orders SET status = 'LOST' WHERE id = '" + TEA + "'"),
                        Map.of("8 an order is placed, or expired if and only if its units came back", TEA)),
                new Violation(
                        "orders",
                        List.of("DELETE FROM order_line WHERE order_id = '" + MUG + "'"),
                        Map.of("7 an order has lines, and they add up to its total", MUG)),
                new Violation(
                        "orders",
                        List.of("UPDATE order_line SET unit_price = 1 WHERE order_id = '" + TEA + "' AND line_no = 1"),
                        Map.of("7 an order has lines, and they add up to its total", TEA)),
                new Violation(
                        "points",
                        List.of(
                                "DELETE FROM points_entry WHERE order_id = '" + TEA + "'",
                                "UPDATE points_balance SET balance = 25"),
                        Map.of("9 an order has points, or an open dead letter", TEA)),
                new Violation(
                        "coupons",
                        List.of("DELETE FROM coupon WHERE order_id = '" + TEA + "'"),
                        Map.of("9 an order has a coupon, or an open dead letter", TEA)),
                new Violation(
                        "notifications",
                        List.of("DELETE FROM notification WHERE order_id = '" + TEA + "'"),
                        Map.of("9 an order has a notification, or an open dead letter", TEA)),
                new Violation(
                        "orders",
                        List.of("UPDATE orders SET seen_at = NULL WHERE id = '" + TEA + "'"),
                        Map.of(
                                "9 an order was seen coming back from the broker, or is an open dead letter of the audit",
                                TEA)),
                new Violation(
                        "points",
                        List.of(
                                "UPDATE points_entry SET points = 12 WHERE order_id = '" + TEA + "'",
                                "UPDATE points_balance SET balance = 37"),
                        Map.of("10 an order's points are 1 per 100 cents of its total", TEA)));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_violation_breaks_its_check_and_no_other(Violation violation) throws Exception {
        schemas.execute(violation.schema(), violation.sql());

        var broken = broken(inspect());

        assertThat(broken).hasSize(violation.offenderByFact().size());
        violation
                .offenderByFact()
                .forEach((fact, offender) -> assertThat(broken)
                        .filteredOn(verdict -> verdict.fact().equals(fact))
                        .singleElement()
                        .satisfies(verdict ->
                                assertThat(verdict.by().examples().getFirst()).contains(offender)));
    }

    @Test
    void an_open_dead_letter_stands_for_the_effect() throws Exception {
        schemas.execute(
                "coupons",
                List.of(
                        "DELETE FROM coupon WHERE order_id = '" + TEA + "'",
                        SchemaFixture.deadLetter("coupon-service", TEA)));

        assertThat(broken(inspect())).isEmpty();
    }

    @Test
    void a_dead_letter_of_another_consumer_does_not() throws Exception {
        schemas.execute(
                "coupons",
                List.of(
                        "DELETE FROM coupon WHERE order_id = '" + TEA + "'",
                        SchemaFixture.deadLetter("points-service", TEA)));

        assertThat(broken(inspect())).hasSize(1);
    }

    @Test
    void a_query_that_takes_too_long_is_given_up_and_does_not_pass() throws Exception {
        var slow = new SqlCheck(
                Rule.always(1, "slow", Rule.Names.SENTENCES, "slow"),
                "SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b, information_schema.columns c");
        try (var auditor = schemas.auditor().connect()) {
            assertThat(new Inspection(auditor, Duration.ofMillis(50)).of(List.of(), List.of(slow)))
                    .singleElement()
                    .satisfies(verdict -> assertThat(verdict.line()).contains("can't be checked", "maximum"));
        }
    }

    @Test
    void a_check_that_fails_does_not_pass() throws Exception {
        schemas.execute("coupons", List.of("DROP TABLE coupon"));

        assertThat(inspect()).anySatisfy(verdict -> assertThat(verdict.line()).contains("can't be checked"));
    }

    @Test
    void the_auditor_writes_nothing() throws Exception {
        try (var auditor = schemas.auditor().connect();
                var statement = auditor.createStatement()) {
            assertThatThrownBy(() -> statement.execute("DELETE FROM orders.order_line"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private List<Verdict> inspect() throws Exception {
        var checks = StoredInvariants.ofOrders(RUN_BEGAN, DeadLetters.JOURNALLED);
        try (var auditor = schemas.auditor().connect()) {
            return new Inspection(auditor, Duration.ofMinutes(1)).of(List.of(), checks);
        }
    }

    private static List<Verdict.Broken> broken(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.holds())
                .map(verdict ->
                        assertThat(verdict).isInstanceOf(Verdict.Broken.class).actual())
                .map(Verdict.Broken.class::cast)
                .toList();
    }
}
