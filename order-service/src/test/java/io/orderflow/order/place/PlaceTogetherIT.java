package io.orderflow.order.place;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.event.OrderEvents;
import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.order.Api;
import io.orderflow.order.Database;
import io.orderflow.order.OrderServiceTest;
import io.orderflow.order.Witness;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders that come at the same time share a transaction, and nothing else. */
@MicronautTest(environments = "local", transactional = false)
class PlaceTogetherIT implements OrderServiceTest {

    private static final String OTHER_LINES = "{\"lines\":[{\"sku\":\"tin-round\",\"quantity\":9}]}";

    @Inject
    EmbeddedServer server;

    @Inject
    PlacementQueue queue;

    @Inject
    GroupsOfHalfMessages halfMessages;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private Witness witness;
    private Database database;

    @Override
    public Map<String, String> getProperties() {
        var properties = OrderServiceTest.super.getProperties();
        properties.put("placement.groups-at-once", "1");
        properties.put("count-groups", "true");
        return properties;
    }

    @BeforeAll
    void start() throws Exception {
        witness = new Witness(TestServers.get().nameServer());
        database = new Database(TestServers.get().database("orders"));
    }

    @AfterAll
    void stop() {
        clients.close();
        witness.close();
    }

    @BeforeEach
    void reset() {
        halfMessages.groups.set(0);
        halfMessages.away = false;
    }

    private record Request(String customer, String key, String body) {

        static Request of(String customer) {
            return new Request(customer, UUID.randomUUID().toString(), Api.tea());
        }
    }

    private static List<Request> requests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Request.of("together-" + i + "-" + UUID.randomUUID()))
                .toList();
    }

    private Api.Answer place(Request request) {
        return new Api(server.getURL().toString(), TestTokens.customer(request.customer()))
                .place(request.key(), request.body());
    }

    /** While one order is blocked, the others gather; then all of them are placed. */
    private Map<Request, Api.Answer> together(List<Request> requests) throws Exception {
        return together(requests, (request, api) -> api);
    }

    private Map<Request, Api.Answer> together(List<Request> requests, BiFunction<Request, Api, Api> client)
            throws Exception {
        var first = Request.of("first");
        Map<Request, Future<Api.Answer>> submitted = new LinkedHashMap<>();
        Future<Api.Answer> held;
        try (var _ = database.holdKey(first.customer(), first.key())) {
            held = clients.submit(() -> place(first));
            awaitUnanswered(1);
            for (var request : requests) {
                var api = new Api(server.getURL().toString(), TestTokens.customer(request.customer()));
                submitted.put(
                        request, clients.submit(() -> client.apply(request, api).place(request.key(), request.body())));
            }
            awaitUnanswered(1 + requests.size());
        }
        assertThat(held.get(30, SECONDS).status()).isEqualTo(201);
        Map<Request, Api.Answer> answers = new LinkedHashMap<>();
        for (var each : submitted.entrySet()) {
            answers.put(each.getKey(), each.getValue().get(30, SECONDS));
        }
        return answers;
    }

    private void awaitUnanswered(int expected) {
        await().atMost(4, SECONDS).until(() -> queue.unanswered() == expected);
    }

    private long together(String id) {
        return database.count("SELECT together FROM orders WHERE id = ?", id);
    }

    @Test
    void orders_that_come_at_the_same_time_are_placed_together_and_announced_each_as_if_alone() throws Exception {
        var alone = place(Request.of("alone"));
        var answers = together(requests(20));
        assertThat(halfMessages.groups).hasValue(1);
        assertThat(answers.values()).extracting(Api.Answer::status).containsOnly(201);
        var ids = answers.values().stream().map(answer -> answer.text("id")).toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(together(id)).isEqualTo(20));

        await().atMost(30, SECONDS).until(() -> ids.stream().allMatch(witness::hasSeen));
        await().atMost(30, SECONDS).until(() -> ids.stream().allMatch(database::isSeen));
        await().atMost(30, SECONDS).until(() -> witness.hasSeen(alone.text("id")));
        var single = witness.eventsOf(alone.text("id")).getFirst();
        assertThat(together(alone.text("id"))).isEqualTo(1);
        answers.forEach((request, answer) -> {
            var event = witness.eventsOf(answer.text("id")).getFirst();
            assertThat(event.getTags()).isEqualTo(single.getTags());
            assertThat(event.getUserProperty("traceparent")).hasSameSizeAs(single.getUserProperty("traceparent"));
            assertThat(new String(event.getBody(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains(answer.text("id"), request.customer());
        });
        assertThat(answers.values().stream()
                        .map(answer ->
                                witness.eventsOf(answer.text("id")).getFirst().getUserProperty("traceparent"))
                        .distinct())
                .hasSize(20);
    }

    @Test
    void trace_of_each_request_travels_in_its_own_event() throws Exception {
        var requests = requests(3);
        var traces = requests.stream()
                .collect(toMap(
                        Request::customer, each -> UUID.randomUUID().toString().replace("-", "")));
        var answers = together(
                requests,
                (request, api) -> api.inTrace("00-%s-00f067aa0ba902b7-01".formatted(traces.get(request.customer()))));
        answers.forEach((request, answer) -> {
            await().atMost(30, SECONDS).until(() -> witness.hasSeen(answer.text("id")));
            assertThat(witness.eventsOf(answer.text("id")).getFirst().getUserProperty("traceparent"))
                    .contains(traces.get(request.customer()));
        });
    }

    @Test
    void a_group_in_which_keys_are_taken_gives_these_their_orders_and_places_the_others_together() throws Exception {
        var known = Request.of("known");
        var reused = Request.of("reused");
        var earlier = place(known);
        place(reused);
        var requests = new ArrayList<>(requests(10));
        requests.add(5, known);
        var other = new Request(reused.customer(), reused.key(), OTHER_LINES);
        requests.add(8, other);

        var answers = together(requests);
        assertThat(halfMessages.groups).hasValue(2);
        assertThat(answers.get(known).status()).isEqualTo(201);
        assertThat(answers.get(known).body()).isEqualTo(earlier.body());
        assertThat(answers.get(other).status()).isEqualTo(422);
        assertThat(answers.get(other).body()).contains("idempotency-key-reused");
        answers.remove(known);
        answers.remove(other);
        assertThat(answers.values()).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(together(answer.text("id"))).isEqualTo(10);
        });
    }

    @Test
    void a_group_that_its_clients_repeat_by_half_gives_these_the_same_orders() throws Exception {
        var requests = requests(12);
        var first = together(requests);
        var again = new ArrayList<>(requests.subList(0, 6));
        again.addAll(requests(6));
        var second = together(again);
        assertThat(second.values()).extracting(Api.Answer::status).containsOnly(201);
        for (var repeated : requests.subList(0, 6)) {
            assertThat(second.get(repeated).body())
                    .isEqualTo(first.get(repeated).body());
            assertThat(database.ordersWithKey(repeated.customer(), repeated.key()))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_group_of_known_keys_alone_places_nothing() throws Exception {
        var requests = requests(3);
        var first = together(requests);
        var second = together(requests);
        requests.forEach(each ->
                assertThat(second.get(each).body()).isEqualTo(first.get(each).body()));
    }

    @Test
    void an_order_that_the_database_refuses_harms_no_other() throws Exception {
        var refused = Request.of("mallory-together");
        var requests = new ArrayList<>(requests(10));
        requests.add(4, refused);
        database.update(
                "ALTER TABLE orders ADD CONSTRAINT nothing_of_mallory_together CHECK (customer_id <> 'mallory-together')");
        try {
            var answers = together(requests);
            assertThat(answers.get(refused).status()).isEqualTo(422);
            assertThat(answers.get(refused).body()).contains("unprocessable");
            answers.remove(refused);
            assertThat(answers.values()).extracting(Api.Answer::status).containsOnly(201);
        } finally {
            database.update("ALTER TABLE orders DROP CHECK nothing_of_mallory_together");
        }
    }

    @Test
    void a_key_that_another_instance_is_placing_is_in_flight_and_harms_no_other() throws Exception {
        var elsewhere = Request.of("elsewhere");
        var requests = new ArrayList<>(requests(5));
        requests.add(elsewhere);
        try (var _ = database.holdKey(elsewhere.customer(), elsewhere.key())) {
            var answers = together(requests);
            assertThat(answers.get(elsewhere).status()).isEqualTo(409);
            assertThat(answers.get(elsewhere).body()).contains("in-flight");
            answers.remove(elsewhere);
            assertThat(answers.values()).extracting(Api.Answer::status).containsOnly(201);
        }
        assertThat(place(elsewhere).status()).isEqualTo(201);
    }

    @Test
    void a_group_whose_half_message_is_not_stored_is_refused_at_once_and_leaves_nothing() throws Exception {
        var requests = requests(20);
        halfMessages.away = true;
        var answers = together(requests);
        assertThat(halfMessages.groups).hasValue(1);
        answers.forEach((request, answer) -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(database.ordersWithKey(request.customer(), request.key()))
                    .isZero();
        });
        halfMessages.away = false;
        assertThat(together(requests).values()).extracting(Api.Answer::status).containsOnly(201);
    }

    @Test
    void a_repeat_of_an_order_that_waits_for_its_group_is_in_flight() throws SQLException {
        var first = Request.of("first");
        var second = Request.of("second");
        Future<Api.Answer> waiting;
        try (var _ = database.holdKey(first.customer(), first.key())) {
            var _ = clients.submit(() -> place(first));
            awaitUnanswered(1);
            waiting = clients.submit(() -> place(second));
            awaitUnanswered(2);
            assertThat(place(second).status()).isEqualTo(409);
        }
        await().atMost(20, SECONDS).until(() -> waiting.get().status() == 201);
    }

    @Test
    void an_order_whose_turn_does_not_come_in_time_is_not_placed() throws SQLException {
        var first = Request.of("first");
        var late = Request.of("late");
        try (var _ = database.holdKey(first.customer(), first.key())) {
            var _ = clients.submit(() -> place(first));
            awaitUnanswered(1);
            assertThat(place(late).status()).isEqualTo(503);
        }
        await().atMost(20, SECONDS).until(() -> queue.unanswered() == 0);
        assertThat(database.ordersWithKey(late.customer(), late.key())).isZero();
    }

    /** Counts groups, and refuses them while {@code away}. */
    @Singleton
    @Requires(property = "count-groups", value = "true")
    static final class GroupsOfHalfMessages implements BeanCreatedEventListener<HalfMessages> {

        private final AtomicInteger groups = new AtomicInteger();
        private volatile boolean away;

        @Override
        public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
            var real = event.getBean();
            return (message, txId, local) -> {
                if (message.topic().equals(OrderEvents.GROUPS)) {
                    groups.incrementAndGet();
                    if (away) {
                        throw new HalfMessageNotStoredException("away, as the test wants it");
                    }
                }
                real.send(message, txId, local);
            };
        }
    }
}
