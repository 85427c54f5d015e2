package io.orderflow.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.orderflow.order.Api.Answer;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a customer gets for a request, on the real broker and database. */
@MicronautTest(environments = "local", transactional = false)
class PlaceOrderIT implements OrderServiceTest {

    @Inject
    EmbeddedServer server;

    private Witness witness;
    private Database database;
    private Api ada;
    private Api bob;

    @BeforeAll
    void start() throws Exception {
        witness = new Witness(TestServers.get().nameServer());
        database = new Database(TestServers.get().database("orders"));
        ada = customer("ada");
        bob = customer("bob");
    }

    @AfterAll
    void stop() {
        witness.close();
    }

    @Test
    void placed_order_is_answered_stored_published_and_seen() {
        var answer = ada.place(newKey(), Api.TEA);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String id = answer.text("id");
        assertThat(answer.header("Location")).isEqualTo("/orders/" + id);
        assertThat(answer.json())
                .containsEntry("status", "PLACED")
                .containsEntry("total", (int) Api.TEA_TOTAL)
                .containsEntry("currency", "EUR")
                .containsEntry(
                        "lines",
                        List.of(
                                Map.of("sku", "tea-green", "quantity", 2, "unitPrice", 1100, "total", 2200),
                                Map.of("sku", "mug-blue", "quantity", 1, "unitPrice", 2500, "total", 2500)));
        assertThat(ada.get("/orders/" + id).body()).isEqualTo(answer.body());
        await().atMost(20, SECONDS).until(() -> witness.hasSeen(id) && database.isSeen(id));
    }

    @Test
    void repeat_with_the_same_key_gets_the_same_answer_and_places_nothing() {
        String key = newKey();
        var first = ada.place(key, Api.TEA);
        var repeat = ada.place(key, Api.TEA);
        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
        assertThat(database.ordersWithKey("ada", key)).isEqualTo(1);
    }

    @Test
    void white_space_and_field_order_do_not_make_another_request() {
        String key = newKey();
        var first = ada.place(key, "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":1}]}");
        var repeat = ada.place(key, "{ \"lines\" : [ { \"quantity\":1, \"sku\":\"tea-green\" } ] }");
        assertThat(repeat.body()).isEqualTo(first.body());
    }

    @Test
    void the_same_key_with_other_lines_is_refused() {
        String key = newKey();
        ada.place(key, Api.TEA);
        var other = ada.place(key, "{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":3}]}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(database.ordersWithKey("ada", key)).isEqualTo(1);
    }

    @Test
    void two_customers_may_use_the_same_key() {
        String key = newKey();
        assertThat(ada.place(key, Api.TEA).text("id"))
                .isNotEqualTo(bob.place(key, Api.TEA).text("id"));
    }

    @Test
    void hundred_requests_at_once_with_one_key_make_one_order() throws Exception {
        String key = newKey();
        var start = new CountDownLatch(1);
        List<Answer> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> futures = Stream.generate(() -> clients.submit(() -> {
                        start.await();
                        return ada.place(key, Api.TEA);
                    }))
                    .limit(100)
                    .toList();
            start.countDown();
            for (var future : futures) {
                answers.add(future.get(60, SECONDS));
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Answer::body)
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).allSatisfy(conflict -> {
            assertThat(conflict.problem()).isEqualTo("in-flight");
            assertThat(conflict.header("Retry-After")).isEqualTo("1");
        });
        assertThat(database.ordersWithKey("ada", key)).isEqualTo(1);
        String id = ada.place(key, Api.TEA).text("id");
        assertThat(id)
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findFirst()
                        .orElseThrow()
                        .text("id"));
        await().atMost(20, SECONDS).until(() -> witness.hasSeen(id));
    }

    @Test
    void request_that_finds_its_key_locked_by_another_instance_is_told_so() throws Exception {
        String key = newKey();
        try (var elsewhere = database.holdKey("ada", key)) {
            assertThat(elsewhere.isOpen()).isTrue();
            var answer = ada.place(key, Api.TEA);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("in-flight");
        }
        assertThat(ada.place(key, Api.TEA).status()).isEqualTo(201);
    }

    @Test
    void order_of_somebody_else_looks_exactly_like_an_unknown_one() {
        String id = ada.place(newKey(), Api.TEA).text("id");
        var others = bob.get("/orders/" + id);
        var unknown = bob.get("/orders/" + UUID.randomUUID());
        var malformed = bob.get("/orders/no-such-id");
        assertThat(others.status()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(unknown.body()).isEqualTo(malformed.body());
        assertThat(others.headers().keySet()).isEqualTo(unknown.headers().keySet());
    }

    @Test
    void orders_come_in_pages_newest_first_and_only_the_own_ones() {
        var eve = customer("eve-" + newKey().substring(0, 8));
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.addFirst(eve.place(newKey(), Api.TEA).text("id"));
        }
        List<String> read = new ArrayList<>();
        String path = "/orders?limit=2";
        int pages = 0;
        for (Object next = ""; next != null; pages++) {
            var page = eve.get(path).json();
            items(page).forEach(order -> read.add(String.valueOf(order.get("id"))));
            next = page.get("next");
            path = "/orders?limit=2&after=" + next;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(read).isEqualTo(placed);
    }

    @Test
    void page_parameters_that_make_no_sense_are_named() {
        for (var query : List.of("limit=0", "limit=101", "limit=many", "after=yesterday")) {
            var answer = ada.get("/orders?" + query);
            assertThat(answer.status()).as(query + answer.body()).isEqualTo(400);
            assertThat(answer.text("detail")).contains(query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void everybody_may_read_the_catalogue() {
        var products = new Api(server.getURL().toString(), "").get("/products");
        assertThat(products.status()).isEqualTo(200);
        assertThat(products.json()).containsEntry("next", null);
        assertThat(items(products.json()))
                .contains(Map.of("sku", "tea-green", "name", "Green tea, 100 g", "price", 1100, "currency", "EUR"));
    }

    @Test
    void trace_of_the_request_travels_in_the_event() {
        String traceId = newKey().replace("-", "");
        var answer = ada.send(ada.request("/orders")
                .header("Idempotency-Key", newKey())
                .header("Content-Type", "application/json")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .POST(HttpRequest.BodyPublishers.ofString(Api.TEA)));
        String id = answer.text("id");
        await().atMost(20, SECONDS).until(() -> witness.hasSeen(id));
        assertThat(witness.eventsOf(id).getFirst().getUserProperty("traceparent"))
                .contains(traceId);
    }

    private Api customer(String name) {
        return new Api(server.getURL().toString(), TestTokens.customer(name));
    }

    @SuppressWarnings("unchecked") // a JSON array of objects
    private static List<Map<String, Object>> items(Map<String, Object> page) {
        return (List<Map<String, Object>>) page.get("items");
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
