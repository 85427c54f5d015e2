package io.orderflow.order.place;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.event.OrderEvents;
import io.orderflow.order.Api;
import io.orderflow.order.Api.Answer;
import io.orderflow.order.Database;
import io.orderflow.order.Witness;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real process ends while it places a group of orders. Their clients repeat their requests elsewhere and get one order each. */
class GroupCrashIT {

    private static final int CLIENTS = 40;
    private static final int MOST_CLIENTS = 60 * CLIENTS;

    private static Witness witness;
    private static Database database;
    private static ServiceProcess healthy;
    private static ExecutorService clients;

    @BeforeAll
    static void start() throws Exception {
        clients = Executors.newVirtualThreadPerTaskExecutor();
        witness = new Witness(TestServers.get().nameServer());
        database = new Database(TestServers.get().database("orders"));
        healthy = ServiceProcess.start("order-service", environment());
    }

    @AfterAll
    static void stop() {
        healthy.close();
        witness.close();
        clients.close();
    }

    private static List<String> customers() {
        return Stream.generate(() -> "group-" + UUID.randomUUID())
                .limit(CLIENTS)
                .toList();
    }

    /** Each with its name as its key. */
    private static List<Future<Answer>> placeAll(ServiceProcess process, List<String> customers) {
        return customers.stream()
                .map(customer -> clients.submit(
                        () -> new Api(process.url(), TestTokens.customer(customer)).place(customer, Api.tea())))
                .toList();
    }

    private static Map<String, String> placedOf(List<String> customers, List<Future<Answer>> answers) throws Exception {
        Map<String, String> placed = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                var answer = answers.get(i).get(60, SECONDS);
                if (answer.status() == 201) {
                    placed.put(customers.get(i), answer.text("id"));
                }
            } catch (ExecutionException unanswered) {
                assertThat(unanswered).hasCauseInstanceOf(UncheckedIOException.class);
            }
        }
        return placed;
    }

    private static boolean hasEnded(ServiceProcess process) throws Exception {
        try {
            process.exit().get(1, SECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before-half",
                "after-half",
                "inside-transaction",
                "after-commit",
                "after-end",
                "before-effect",
                "after-effect"
            })
    void each_client_gets_one_order_and_it_is_announced_whenever_the_process_dies(String point) throws Exception {
        List<String> customers = new ArrayList<>();
        Map<String, String> told = new HashMap<>();
        try (var doomed = ServiceProcess.start(
                "order-service",
                environment(),
                Map.of("crash.at", point, "crash.topic", OrderEvents.GROUPS),
                List.of(crashPoints()))) {
            // The healthy instance consumes as well, and the broker decides which of them gets a group.
            do {
                var more = customers();
                customers.addAll(more);
                told.putAll(placedOf(more, placeAll(doomed, more)));
            } while (!hasEnded(doomed) && customers.size() < MOST_CLIENTS);
            assertThat(doomed.exit().get(60, SECONDS)).isEqualTo(137);
        }

        for (int from = 0; from < customers.size(); from += CLIENTS) {
            for (var repeat : placeAll(healthy, customers.subList(from, from + CLIENTS))) {
                assertThat(repeat.get(60, SECONDS).status()).isEqualTo(201);
            }
        }
        for (var customer : customers) {
            assertThat(database.ordersWithKey(customer, customer)).isEqualTo(1);
            String id = database.idOf(customer, customer);
            assertThat(told.getOrDefault(customer, id)).isEqualTo(id);
            await().atMost(60, SECONDS).until(() -> witness.hasSeen(id) && database.isSeen(id));
        }
        assertThat(witness.orderIds()).allMatch(database::hasOrder);
    }

    @Test
    void hundred_requests_with_one_key_on_two_instances_make_one_order() throws Exception {
        String customer = "twins-" + UUID.randomUUID();
        try (var second = ServiceProcess.start("order-service", environment())) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.addAll(placeAll(healthy, List.of(customer)));
                answers.addAll(placeAll(second, List.of(customer)));
            }
            for (var answer : answers) {
                assertThat(answer.get(60, SECONDS).status()).isIn(201, 409);
            }
        }
        assertThat(database.ordersWithKey(customer, customer)).isEqualTo(1);
    }

    @Test
    void a_process_that_is_told_to_end_answers_all_that_wait() throws Exception {
        var customers = customers();
        String first = "held-" + UUID.randomUUID();
        try (var ending = ServiceProcess.start("order-service", environment())) {
            Future<?> ended;
            List<Future<Answer>> answers;
            try (var _ = database.holdKey(first, first)) {
                var _ = placeAll(ending, List.of(first));
                awaitUnanswered(ending, 1);
                answers = placeAll(ending, customers);
                awaitUnanswered(ending, 1 + CLIENTS);
                ended = clients.submit(ending::stop);
                await().atMost(10, SECONDS).until(() -> refuses(ending));
            }
            for (var answer : answers) {
                assertThat(answer.get(60, SECONDS).status()).isEqualTo(201);
            }
            ended.get(60, SECONDS);
        }
        for (var customer : customers) {
            assertThat(database.ordersWithKey(customer, customer)).isEqualTo(1);
        }
    }

    private static void awaitUnanswered(ServiceProcess process, int expected) {
        var operator = new Api(process.url(), TestTokens.operator("olga"));
        await().atMost(4, SECONDS)
                .until(() -> operator.get("/prometheus").body().contains("placement_unanswered " + expected + ".0"));
    }

    private static boolean refuses(ServiceProcess process) {
        String late = "late-" + UUID.randomUUID();
        try {
            return new Api(process.url(), TestTokens.customer(late))
                            .place(late, Api.tea())
                            .status()
                    == 503;
        } catch (UncheckedIOException closed) {
            return true;
        }
    }

    private static Path crashPoints() {
        return Path.of(System.getProperty("orderflow.root"), "infra", "crash-points", "target", "classes");
    }

    private static Map<String, String> environment() {
        var environment = new HashMap<>(TestServers.get().properties("orders"));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        environment.put("ROCKETMQ_TRANSACTION_GRACE", "1s");
        environment.put("PLACEMENT_GROUPS_AT_ONCE", "1");
        environment.put("PLACEMENT_MAX_WAIT", "20s");
        return environment;
    }
}
