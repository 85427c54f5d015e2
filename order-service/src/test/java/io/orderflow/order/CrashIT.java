package io.orderflow.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process dies at each step of a placement. The client repeats its request elsewhere and gets one order. */
class CrashIT {

    private static Witness witness;
    private static Database database;
    private static ServiceProcess healthy;

    @BeforeAll
    static void start() throws Exception {
        witness = new Witness(TestServers.get().nameServer());
        database = new Database(TestServers.get().database("orders"));
        healthy = ServiceProcess.start("order-service", environment());
    }

    @AfterAll
    static void stop() {
        healthy.close();
        witness.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before-half", "after-half", "inside-transaction"})
    void what_dies_before_the_commit_leaves_nothing_behind(String point) throws Exception {
        String customer = "crash-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        crashAt(point, customer, key);
        assertThat(database.ordersWithKey(customer, key)).isZero();

        String id = placeAgain(customer, key);
        await().atMost(60, SECONDS).until(() -> database.isSeen(id) && witness.hasSeen(id));
        assertNobodyHeardOfAnOrderThatIsNotThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"after-commit", "after-end"})
    void what_dies_after_the_commit_is_found_by_the_same_key_and_delivered(String point) throws Exception {
        String customer = "crash-" + UUID.randomUUID();
        String key = UUID.randomUUID().toString();
        crashAt(point, customer, key);
        assertThat(database.ordersWithKey(customer, key)).isEqualTo(1);
        String id = database.idOf(customer, key);

        await().atMost(60, SECONDS).until(() -> database.isSeen(id) && witness.hasSeen(id));
        assertThat(placeAgain(customer, key)).isEqualTo(id);
        assertNobodyHeardOfAnOrderThatIsNotThere();
    }

    private static void crashAt(String point, String customer, String key) throws Exception {
        try (var doomed = ServiceProcess.start(
                "order-service", environment(), Map.of("crash.at", point), List.of(crashPoints()))) {
            var api = new Api(doomed.url(), TestTokens.customer(customer));
            assertThatThrownBy(() -> api.place(key, Api.TEA)).isInstanceOf(UncheckedIOException.class);
            assertThat(doomed.exit().get(10, SECONDS)).isEqualTo(137);
        }
    }

    private static String placeAgain(String customer, String key) {
        var answer = new Api(healthy.url(), TestTokens.customer(customer)).place(key, Api.TEA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(database.ordersWithKey(customer, key)).isEqualTo(1);
        return answer.text("id");
    }

    private static void assertNobodyHeardOfAnOrderThatIsNotThere() {
        assertThat(witness.orderIds()).allMatch(database::hasOrder);
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
