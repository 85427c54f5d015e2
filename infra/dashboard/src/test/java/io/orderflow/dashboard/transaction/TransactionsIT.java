package io.orderflow.dashboard.transaction;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.OrdersApi;
import io.orderflow.dashboard.broker.BrokerMessage;
import io.orderflow.dashboard.broker.BrokerMessages;
import io.orderflow.dashboard.broker.HalfMessage;
import io.orderflow.dashboard.broker.HalfMessages;
import io.orderflow.dashboard.page.Source;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** order-service loses a commit, and its life, as an operator wants. */
class TransactionsIT {

    private static final String SWITCH = "/faults/order-service/publishing";

    private static ServiceProcess orders;
    private static Console console;
    private static OrdersApi customer;

    @BeforeAll
    static void start() {
        var environment = new HashMap<>(TestServers.get().properties("orders"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        environment.put("ROCKETMQ_TRANSACTION_GRACE", "1s");
        orders = ServiceProcess.start("order-service", environment);
        console = Console.start(Map.of("ORDER_SERVICE_URL", orders.url()));
        customer = new OrdersApi(orders.url(), "loses-commits");
    }

    @AfterAll
    static void stop() {
        console.close();
        orders.close();
    }

    @Test
    void lost_commit_is_settled_by_check_back_and_shown() {
        var operator = console.operator();
        long checked = counted(TransactionOutcomeCount.CHECKED_COMMIT);
        assertThat(operator.submit(SWITCH, Map.of("mode", "lose-commit", "times", "1"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get("/audit").body())
                .contains("Switched on by an operator: order-service: commits that will be lost: 1");

        var order = customer.place();

        await().atMost(30, SECONDS).until(() -> !stored(order).isEmpty());
        awaitCounted(TransactionOutcomeCount.CHECKED_COMMIT, checked + 1);
        assertThat(operator.get("/transactions/series.json", "Accept", "application/json")
                        .body())
                .contains("\"check-commit\"");
        await().atMost(20, SECONDS).until(() -> !operator.get("/audit").body().contains("Switched on by an operator"));
        assertThat(stored(order).getFirst().body()).contains(order);
    }

    @Test
    void half_message_of_a_killed_process_waits_and_is_settled_when_it_is_back() throws Exception {
        var operator = console.operator();
        var key = UUID.randomUUID().toString();
        assertThat(operator.submit(SWITCH, Map.of("mode", "kill-after-commit")).statusCode())
                .isEqualTo(303);

        var before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assertThatThrownBy(() -> customer.place(key)).isInstanceOf(UncheckedIOException.class);
        assertThat(orders.exit().get(10, SECONDS)).isEqualTo(137);

        var half = await().atMost(20, SECONDS)
                .until(
                        () -> halfMessages().stream()
                                .filter(each -> !each.bornAt().isBefore(before) && each.checks() > 0)
                                .findAny(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(operator.get("/transactions/waiting").body()).contains("/orders/" + half.key());
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(operator.get("/faults").body()).contains("order-service does not answer"));

        orders.start();

        await().atMost(40, SECONDS).until(() -> halfMessages().isEmpty());
        assertThat(customer.place(key)).isEqualTo(half.key());
        await().atMost(20, SECONDS).until(() -> !stored(half.key()).isEmpty());
        // Two checks that were under way at once are answered twice, and the broker stores a copy for each answer.
        assertThat(stored(half.key()).stream().map(BrokerMessage::id).distinct())
                .hasSize(1);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(operator.get("/faults").body())
                        .contains("nothing is switched on")
                        .doesNotContain("order-service does not answer"));
    }

    @Test
    void reader_turns_no_switch_and_wrong_settings_are_refused_in_words() {
        assertThat(console.reader()
                        .submit(SWITCH, Map.of("mode", "lose-commit", "times", "1"))
                        .statusCode())
                .isEqualTo(403);
        var operator = console.operator();
        var tooMany = operator.submit(SWITCH, Map.of("mode", "lose-commit", "times", "0"));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("times must be greater than or equal to 1");
        assertThat(operator.submit(SWITCH, Map.of("mode", "lose-commit", "times", "many"))
                        .body())
                .contains("Write a whole number");
        assertThat(operator.submit(SWITCH, Map.of("mode", "explode")).statusCode())
                .isEqualTo(400);
        assertThat(operator.submit("/faults/no-service/publishing", Map.of("mode", "off"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<BrokerMessage> stored(String order) {
        var found = console.bean(BrokerMessages.class).byKey("order-events", order);
        assertThat(found).isInstanceOf(Source.Available.class);
        return found.orElse(List.of());
    }

    private static List<HalfMessage> halfMessages() {
        var waiting = console.bean(HalfMessages.class).waiting();
        assertThat(waiting).isInstanceOf(Source.Available.class);
        return waiting.map(seen -> seen.first()).orElse(List.of());
    }

    private static long counted(TransactionOutcomeCount ending) {
        return console.bean(EndingMinutes.class).since(Instant.EPOCH).stream()
                .filter(row -> row.ending() == ending)
                .mapToLong(EndingMinutes.Row::count)
                .sum();
    }

    private static void awaitCounted(TransactionOutcomeCount ending, long least) {
        await().atMost(30, SECONDS).until(() -> counted(ending) >= least);
    }
}
