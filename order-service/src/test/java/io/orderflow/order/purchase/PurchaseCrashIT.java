package io.orderflow.order.purchase;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.order.Database;
import io.orderflow.order.FlashSale;
import io.orderflow.order.Witness;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real process dies while it decides a group of purchases. The next one decides each ticket, once. */
class PurchaseCrashIT {

    private static final List<String> POINTS =
            List.of("after-half", "inside-transaction", "after-commit", "after-end", "after-effect");
    private static final Map<String, Long> SALES = new HashMap<>();

    private static Database database;
    private static FlashSale gateway;
    private static Witness witness;

    @BeforeAll
    static void connect() throws Exception {
        database = new Database(TestServers.get().database("orders"));
        gateway = new FlashSale(TestServers.get().nameServer());
        witness = new Witness(TestServers.get().nameServer());
        warmASalePerPoint();
    }

    /** By a process that has ended before the first purchase. */
    private static void warmASalePerPoint() throws Exception {
        try (var warming = ServiceProcess.start("order-service", environment())) {
            for (String point : POINTS) {
                long sale = FlashSale.newId();
                SALES.put(point, sale);
                gateway.warm(FlashSale.tea(sale, 1, 40, 5));
            }
            await().atMost(30, SECONDS)
                    .until(() -> SALES.values().stream()
                            .noneMatch(sale -> gateway.declaredFor(sale).isEmpty()));
            warming.stop();
        }
    }

    private static List<String> points() {
        return POINTS;
    }

    @AfterAll
    static void disconnect() {
        witness.close();
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("points")
    void each_ticket_of_a_group_is_decided_once_whenever_the_process_dies(String point) throws Exception {
        long sale = SALES.get(point);
        var requests = FlashSale.requests(sale, 1, 50);
        gateway.purchase(requests);
        try (var doomed = ServiceProcess.start(
                "order-service", environment(), Map.of("crash.at", point), List.of(crashPoints()))) {
            assertThat(doomed.exit().get(60, SECONDS)).isEqualTo(137);
        } catch (java.io.UncheckedIOException diedWhileStarting) {
            assertThat(diedWhileStarting).hasMessageContaining("Crash at " + point);
        }

        try (var next = ServiceProcess.start("order-service", environment())) {
            await().atMost(90, SECONDS)
                    .until(() -> requests.stream()
                            .noneMatch(request -> gateway.outcomesOf(request).isEmpty()));
            var ordered = requests.stream()
                    .map(PurchaseRequested::ticket)
                    .filter(database::hasOrder)
                    .toList();
            assertThat(ordered).hasSize(40);
            await().atMost(60, SECONDS).until(() -> ordered.stream().allMatch(witness::hasSeen));
            assertThat(next.isAlive()).isTrue();
        }
        assertThat(requests)
                .allSatisfy(request -> assertThat(gateway.outcomesOf(request).stream()
                                .map(outcome -> outcome.decision() + " " + outcome.reason())
                                .collect(Collectors.toSet()))
                        .hasSize(1));
        assertThat(database.query(
                        "SELECT CONCAT_WS(' ', available, reserved, sold) FROM sale WHERE id = ?", Long.toString(sale)))
                .isEqualTo("0 0 40");
        assertThat(database.count(
                        "SELECT COUNT(*) FROM purchase WHERE sale_id = ? AND decision = 'REFUSED'",
                        Long.toString(sale)))
                .isEqualTo(10);
    }

    private static Path crashPoints() {
        return Path.of(System.getProperty("orderflow.root"), "infra", "crash-points", "target", "classes");
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(TestServers.get().properties("orders"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        environment.put("ROCKETMQ_TRANSACTION_GRACE", "1s");
        return environment;
    }
}
