package io.orderflow.load.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every check of the answers holds for a rush as it should be, and is broken by the one violation that it is there for. */
class RushChecksTest {

    private static final UUID TICKET = UUID.fromString("019abcde-0001-8001-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("019abcde-0001-8001-8000-000000000002");

    private final RushLog log = new RushLog();

    @Test
    void every_check_holds_for_a_rush_as_it_should_be() throws Exception {
        answer(Attempt.Kind.FIRST, "k1", Outcome.TICKET, TICKET);
        answer(Attempt.Kind.REPEAT, "k1", Outcome.TICKET, TICKET, TICKET);
        answer(Attempt.Kind.REPEAT, "k1", Outcome.QUEUE_FULL, null);
        answer(Attempt.Kind.REPEAT, "k2", Outcome.SOLD_OUT, null);
        answer(Attempt.Kind.FIRST, "k2", Outcome.TICKET, OTHER);
        answer(Attempt.Kind.REPEAT, "k2", Outcome.RATE_LIMITED, null, OTHER);
        answer(Attempt.Kind.FORGED, "f1", Outcome.UNAUTHORIZED, null);

        for (var check : checks(sample(500, 500))) {
            assertThat(check.look(nobody()).count()).as(check.rule().fact()).isZero();
        }
    }

    @Test
    void another_ticket_for_the_same_key_is_found() throws Exception {
        answer(Attempt.Kind.FIRST, "k1", Outcome.TICKET, TICKET);
        answer(Attempt.Kind.REPEAT, "k1", Outcome.TICKET, OTHER);

        assertThat(broken("7 requests with one idempotency key").examples()).containsExactly("k1 → " + OTHER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SOLD_OUT", "LIMIT_REACHED", "QUEUE_FULL"})
    void a_repeat_that_is_refused_although_it_has_a_ticket_is_found(Outcome refusal) throws Exception {
        answer(Attempt.Kind.FIRST, "k1", Outcome.TICKET, TICKET);
        answer(Attempt.Kind.REPEAT, "k1", refusal, null, TICKET);

        assertThat(broken("7 a repeat of a request that has a ticket").examples())
                .containsExactly(TICKET + " → " + refusal);
    }

    @Test
    void a_forged_request_that_was_admitted_is_found() throws Exception {
        answer(Attempt.Kind.FORGED, "f1", Outcome.TICKET, TICKET);

        assertThat(broken("14 no request without a valid token").examples()).containsExactly("f1 → " + TICKET);
        assertThat(log.tickets()).as("a forger's ticket is no customer's").isEmpty();
    }

    @Test
    void a_queue_above_its_bound_is_found() throws Exception {
        assertThat(broken("14 the queue", sample(499, 500), sample(501, 500)).examples())
                .containsExactly("501 of 500 at 1.0 s");
    }

    @Test
    void a_queue_that_nobody_saw_is_not_checked() {
        assertThatThrownBy(() -> broken("14 the queue")).hasMessage("The gateway never answered");
        assertThatThrownBy(() -> broken("14 the queue", sample(-1, 500))).hasMessageContaining("does not tell");
    }

    @Test
    void a_gateway_that_has_more_left_than_the_database_is_found() throws Exception {
        try (var gateway = new StubGateway(9, 1);
                var client = new SaleClient(gateway.url(), StubGateway.tokens(), Clock.systemUTC())) {
            assertThat(new GatewayStock(client, "7", 1).look(available(9)).count())
                    .isZero();
            assertThat(new GatewayStock(client, "7", 1).look(available(8)).examples())
                    .containsExactly("sale 7: gateway 9 left and 0 waiting, database 8 left");
        }
    }

    private void answer(Attempt.Kind kind, String key, Outcome outcome, UUID ticket) {
        answer(kind, key, outcome, ticket, null);
    }

    private void answer(Attempt.Kind kind, String key, Outcome outcome, UUID ticket, UUID known) {
        log.record(new Attempt(kind, "ada", key, outcome, ticket, known));
    }

    private static SaleWatch.Sample sample(long waiting, long bound) {
        return new SaleWatch.Sample(1, new SaleView("7", "OPEN", 1, 100, 3, waiting, waiting, 0, bound));
    }

    private Offenders broken(String fact, SaleWatch.Sample... samples) throws Exception {
        return checks(samples).stream()
                .filter(check -> check.rule().fact().startsWith(fact))
                .findFirst()
                .orElseThrow()
                .look(nobody());
    }

    private List<Check> checks(SaleWatch.Sample... samples) {
        return RushChecks.of(log, List.of(samples));
    }

    private static Connection nobody() {
        return stub(Connection.class, null);
    }

    /** A database that answers every question with this number. */
    private static Connection available(long units) {
        var row = stub(ResultSet.class, units);
        var select = stub(PreparedStatement.class, row);
        return stub(Connection.class, select);
    }

    private static <T> T stub(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "next" -> true;
                    case "close", "setString" -> null;
                    default -> answer;
                }));
    }
}
