package io.orderflow.load.check;

import static io.orderflow.invariants.SaleFixture.EXPIRED;
import static io.orderflow.invariants.SaleFixture.ORDERED;
import static io.orderflow.invariants.SaleFixture.REFUSED;
import static io.orderflow.invariants.SaleFixture.TICKETS;
import static io.orderflow.invariants.SchemaFixture.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.DeadLetters;
import io.orderflow.invariants.Inspection;
import io.orderflow.invariants.SaleFixture;
import io.orderflow.invariants.SchemaFixture;
import io.orderflow.invariants.StoredInvariants;
import io.orderflow.invariants.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check of a sale holds on a sale at rest, and is broken by the one violation that it is there for. */
class SaleChecksIT {

    private static final String STOCK = "1 what is left and what the orders hold is all of the stock";
    private static final String GATEWAY_KNOWS = "14 what order-service has decided, the gateway knows";
    private static final String NOTHING_ELSE = "14 no ticket was decided that no client was given";
    private static final String ONLY_WITH_TICKET =
            "11 no order of this run's customers exists without a ticket of theirs";

    private final SchemaFixture schemas = new SchemaFixture();

    @BeforeEach
    void aSaleAtRest() throws Exception {
        schemas.recreate();
        SaleFixture.add(schemas);
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        new SchemaFixture().empty();
    }

    @Test
    void every_check_holds_on_a_sale_at_rest() throws Exception {
        assertThat(inspect(TICKETS, Set.of()))
                .allSatisfy(verdict -> assertThat(verdict.line()).startsWith("PASS"));
    }

    record Violation(Map<String, List<String>> sqlBySchema, Map<String, String> offenderByFact) {

        static Violation of(String schema, String fact, String offender, String... sql) {
            return new Violation(Map.of(schema, List.of(sql)), Map.of(fact, offender));
        }

        @Override
        public String toString() {
            return offenderByFact.keySet().toString();
        }
    }

    static Stream<Violation> violations() {
        return Stream.of(
                Violation.of(
                        "orders",
                        STOCK,
                        "sale 7: 8 left, 1 taken, orders hold 1 of 10",
                        "ALTER TABLE sale DROP CHECK no_unit_is_sold_twice_or_lost",
                        "UPDATE sale SET available = 8"),
                Violation.of("orders", STOCK, "sale 7", "UPDATE sale SET available = 8, reserved = 2"),
                Violation.of(
                        "orders",
                        "2 nobody holds more than the sale's limit",
                        "load-s-c1",
                        "UPDATE sale SET limit_per_customer = 0"),
                Violation.of(
                        "orders",
                        "2 a customer is charged with the units of the customer's own orders",
                        "load-s-c2",
                        "UPDATE sale_customer SET units = 1 WHERE customer_id = 'load-s-c2'"),
                Violation.of(
                        "orders",
                        "3 a ticket that was ordered is an order",
                        ORDERED,
                        "DELETE FROM orders WHERE id = '" + ORDERED + "'"),
                Violation.of(
                        "orders",
                        "3 a ticket that was not ordered is no order",
                        REFUSED,
                        SaleFixture.order(REFUSED, "load-s-c3")),
                Violation.of("sales", GATEWAY_KNOWS, EXPIRED, "DELETE FROM ticket WHERE id = '" + EXPIRED + "'"),
                Violation.of(
                        "sales",
                        GATEWAY_KNOWS,
                        REFUSED,
                        "UPDATE ticket SET status = 'ORDERED', ordered = TRUE WHERE id = '" + REFUSED + "'"),
                Violation.of(
                        "sales",
                        "14 the gateway knows no decision that order-service has not made",
                        STRANGER,
                        SaleFixture.ticket(STRANGER, "c1", "REFUSED", false)),
                Violation.of(
                        "points",
                        "9 an order of the sale has points, or an open dead letter",
                        ORDERED,
                        "DELETE FROM points_entry WHERE order_id = '" + ORDERED + "'"),
                Violation.of(
                        "coupons",
                        "9 an order of the sale has a coupon, or an open dead letter",
                        ORDERED,
                        "DELETE FROM coupon WHERE order_id = '" + ORDERED + "'"),
                Violation.of(
                        "notifications",
                        "9 an order of the sale has a notification, or an open dead letter",
                        ORDERED,
                        "DELETE FROM notification WHERE order_id = '" + ORDERED + "'"),
                Violation.of(
                        "points",
                        "5 no points of this run's customers without an ordered ticket",
                        REFUSED,
                        SchemaFixture.entry(REFUSED, 9),
                        "UPDATE points_entry SET customer_id = 'load-s-c3' WHERE order_id = '" + REFUSED + "'"),
                Violation.of(
                        "coupons",
                        "5 no coupon of this run's customers without an ordered ticket",
                        REFUSED,
                        SchemaFixture.coupon(REFUSED),
                        "UPDATE coupon SET customer_id = 'load-s-c3' WHERE order_id = '" + REFUSED + "'"),
                Violation.of(
                        "notifications",
                        "5 no notification of this run's customers without an ordered ticket",
                        REFUSED,
                        SchemaFixture.notification(REFUSED),
                        "UPDATE notification SET customer_id = 'load-s-c3' WHERE order_id = '" + REFUSED + "'"),
                Violation.of("orders", ONLY_WITH_TICKET, STRANGER, SaleFixture.order(STRANGER, "load-s-c1")),
                new Violation(
                        Map.of("orders", List.of(SaleFixture.order(STRANGER, "load-s-f1"))),
                        Map.of(
                                "14 nobody without a valid token has a ticket, a purchase or an order",
                                STRANGER,
                                ONLY_WITH_TICKET,
                                STRANGER)));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void a_violation_breaks_its_check_and_no_other(Violation violation) throws Exception {
        for (var change : violation.sqlBySchema().entrySet()) {
            schemas.execute(change.getKey(), change.getValue());
        }

        var broken = offenders(inspect(TICKETS, Set.of()));

        assertThat(broken.keySet()).isEqualTo(violation.offenderByFact().keySet());
        violation
                .offenderByFact()
                .forEach((fact, offender) -> assertThat(broken.get(fact)).contains(offender));
    }

    @Test
    void a_ticket_without_a_decision_is_missed() throws Exception {
        var given = new HashMap<>(TICKETS);
        given.put(UUID.fromString(STRANGER), "load-s-c5");

        assertThat(offenders(inspect(given, Set.of())))
                .containsOnly(Map.entry(
                        "14 every ticket that a client was given ended as order, refusal or expiry, for that client",
                        STRANGER));
    }

    @Test
    void a_ticket_that_was_decided_for_another_client_is_missed() throws Exception {
        var given = new HashMap<>(TICKETS);
        given.put(UUID.fromString(ORDERED), "load-s-c2");

        assertThat(offenders(inspect(given, Set.of())))
                .containsOnlyKeys(
                        "14 every ticket that a client was given ended as order, refusal or expiry, for that client");
    }

    @Test
    void a_decided_ticket_that_nobody_was_given_is_found() throws Exception {
        var given = new HashMap<>(TICKETS);
        given.remove(UUID.fromString(REFUSED));

        assertThat(offenders(inspect(given, Set.of()))).containsOnly(Map.entry(NOTHING_ELSE, REFUSED));
    }

    @Test
    void a_ticket_whose_answer_was_lost_may_be_decided() throws Exception {
        var given = new HashMap<>(TICKETS);
        given.remove(UUID.fromString(ORDERED));

        assertThat(offenders(inspect(given, Set.of("load-s-c1")))).isEmpty();
    }

    private List<Verdict> inspect(Map<UUID, String> tickets, Set<String> inDoubt) throws Exception {
        List<Check> checks = new ArrayList<>(StoredInvariants.ofOneSale(SaleFixture.SALE, DeadLetters.JOURNALLED));
        checks.addAll(SaleChecks.ofClient(SaleFixture.SALE, "load-s-", "load-s-f", tickets, inDoubt));
        try (var auditor = schemas.auditor().connect()) {
            return new Inspection(auditor, Duration.ofMinutes(1)).of(List.of(), checks);
        }
    }

    /** The first offender by fact. */
    private static Map<String, String> offenders(List<Verdict> verdicts) {
        var offenders = new HashMap<String, String>();
        for (var verdict : verdicts) {
            switch (verdict) {
                case Verdict.Holds holds -> {}
                case Verdict.Broken broken ->
                    offenders.put(broken.fact(), broken.by().examples().getFirst());
                case Verdict.Unchecked unchecked -> offenders.put(unchecked.fact(), unchecked.reason());
            }
        }
        return offenders;
    }
}
