package io.orderflow.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import io.orderflow.testkit.fuzz.RouteFuzz;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every service that acts on {@link OrderPlaced} must do, against a real broker, database and Redis: apply each order
 * exactly once whatever is delivered how often, and lose nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OrderPlacedConsumerContract {

    /**
     * Longer than a claim's lease, 30 s: where Redis is slow to answer, a claim can stay behind, and its event comes again when
     * that has ended.
     */
    static final Duration SOON = Duration.ofSeconds(75);

    private final String group;
    private final EffectTable table;
    private final String path;
    private EmbeddedServer server;
    private Http http;
    private PlacedEvents events;
    private DeadLetters deadLetters;

    /**
     * @param group the service's consumer group
     * @param schema its database schema
     * @param table where it keeps one row per order
     * @param path where a customer finds those rows
     */
    protected OrderPlacedConsumerContract(String group, String schema, String table, String path) {
        this.group = group;
        this.table = new EffectTable(TestServers.get().database(schema), table);
        this.path = path;
    }

    @BeforeAll
    void startService() throws Exception {
        server = ApplicationContext.run(EmbeddedServer.class, properties(), "local");
        http = new Http(server.getURI());
        events = new PlacedEvents(TestServers.get().nameServer());
        deadLetters = new DeadLetters(TestServers.get().nameServer(), group);
    }

    final Map<String, Object> properties() {
        Map<String, Object> properties = new TreeMap<>(TestServers.get().properties(table.schema()));
        // With a ladder of one rung every redelivery takes the broker's first: one second.
        properties.put("rocketmq.consumer.delay-levels", "1m");
        return properties;
    }

    final String group() {
        return group;
    }

    @AfterAll
    void stopService() {
        deadLetters.close();
        events.close();
        http.close();
        server.close();
    }

    /** An effect is visible a moment before its delivery is settled and counted. */
    @AfterEach
    void awaitSettled() {
        await("no handler runs").atMost(SOON).until(() -> http.metric("rocketmq_handlers_running{", group) == 0);
    }

    protected final PlacedEvents events() {
        return events;
    }

    protected final Http http() {
        return http;
    }

    protected final EffectTable effects() {
        return table;
    }

    protected final ApplicationContext context() {
        return server.getApplicationContext();
    }

    @Test
    void every_route_answers_bad_input_as_documented() throws Exception {
        try {
            RouteFuzz.of(context())
                    .as("a customer", "Authorization: Bearer " + TestTokens.customer("mallory"))
                    .as("an operator", "Authorization: Bearer " + TestTokens.operator("olga"))
                    .body("PUT /faults", "{\"mode\":\"slow\",\"delayMillis\":1}")
                    .body("PUT /journal", "{\"enabled\":true}")
                    .files("/swagger-ui/index.html", "/swagger-ui/res/index.css", "/swagger/openapi.yml")
                    .run();
        } finally {
            http.operator("DELETE", "/faults", "");
        }
    }

    @Test
    void placed_order_is_applied_once() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        events.send(order);

        table.awaitOne(order);
    }

    @Test
    void a_name_that_differs_in_a_space_at_its_end_or_in_case_is_another_customer() throws Exception {
        String customer = "alice-" + UUID.randomUUID();
        var order = PlacedEvents.order(customer, 4700);
        events.send(order);
        table.awaitOne(order);

        assertThat(http.get(path, TestTokens.customer(customer)).body()).contains(order.orderId());
        for (var other : new String[] {customer + " ", customer.toUpperCase(Locale.ROOT)}) {
            assertThat(http.get(path, TestTokens.customer(other)).body())
                    .as(other)
                    .doesNotContain(order.orderId());
        }
    }

    @Test
    void order_delivered_30_times_in_parallel_is_applied_once() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        long before = acknowledged();
        events.sendInParallel(order, 30);

        awaitAcknowledged(before + 30);
        table.awaitOne(order);
    }

    @Test
    void order_redelivered_after_redis_has_forgotten_it_is_stopped_by_the_database() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        long first = acknowledged();
        events.send(order);
        table.awaitOne(order);
        awaitAcknowledged(first + 1);
        long stopped = deliveries("already-stored");
        TestServers.get().redis().flushAll();

        events.send(order);

        awaitAcknowledged(first + 2);
        assertThat(deliveries("already-stored")).isEqualTo(stopped + 1);
        table.awaitOne(order);
    }

    @Test
    void order_is_applied_once_while_redis_is_down() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        long before = acknowledged();
        TestServers.get().redis().kill9();
        try {
            events.sendInParallel(order, 10);

            awaitAcknowledged(before + 10);
            table.awaitOne(order);
        } finally {
            TestServers.get().redis().start();
        }
    }

    @Test
    void event_of_a_newer_producer_with_more_fields_is_understood() throws Exception {
        var order = PlacedEvents.order("ada", 4700);
        String json = PlacedEvents.json(order);
        events.sendBytes(order.orderId(), ("{\"giftWrap\":{\"colour\":\"red\"}," + json.substring(1)).getBytes(UTF_8));

        table.awaitOne(order);
    }

    @Test
    void event_that_can_not_be_read_is_a_dead_letter_with_its_reason_and_holds_up_nobody() throws Exception {
        String key = UUID.randomUUID().toString();
        events.sendBytes(key, "{\"orderId\":".getBytes(UTF_8));
        var next = PlacedEvents.order("ada", 100);
        events.send(next);

        table.awaitOne(next);
        awaitDeadLetter(key);
        assertThat(table.failures(key)).singleElement().satisfies(failure -> {
            assertThat(failure.attempt()).isEqualTo(1);
            assertThat(failure.disposition()).isEqualTo("DEAD_LETTER");
            assertThat(failure.exception()).endsWith("PoisonMessageException");
            assertThat(failure.reason()).contains("OrderPlaced");
        });
    }

    @Test
    void order_with_a_negative_total_is_a_dead_letter_at_once() throws Exception {
        var order = PlacedEvents.order("ada", -1);
        events.send(order);

        awaitDeadLetter(order.orderId());
        assertThat(table.count(order)).isZero();
        assertThat(table.failures(order.orderId())).hasSize(1);
    }

    @Test
    void order_that_fails_three_times_is_applied_by_the_fourth_delivery() throws Exception {
        assertThat(http.operator("PUT", "/faults", "{\"mode\":\"fail\",\"times\":3}")
                        .statusCode())
                .isEqualTo(200);
        var order = PlacedEvents.order("ada", 4700);
        events.send(order);

        table.awaitOne(order);
        assertThat(table.failures(order.orderId()))
                .extracting(EffectTable.Failure::attempt)
                .containsExactly(1, 2, 3);
        assertThat(table.failures(order.orderId()))
                .extracting(EffectTable.Failure::disposition)
                .containsOnly("REDELIVER");
    }

    @Test
    void order_that_always_fails_is_a_dead_letter_after_its_last_redelivery_and_every_attempt_is_journaled()
            throws Exception {
        http.operator("PUT", "/faults", "{\"mode\":\"fail\"}");
        var order = PlacedEvents.order("ada", 4700);
        try {
            events.send(order);
            awaitDeadLetter(order.orderId());
        } finally {
            http.operator("DELETE", "/faults", "");
        }

        assertThat(table.count(order)).isZero();
        assertThat(table.failures(order.orderId()))
                .extracting(EffectTable.Failure::attempt)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(table.failures(order.orderId()))
                .allSatisfy(failure -> assertThat(failure.exception()).endsWith("SimulatedFaultException"));
        assertThat(table.failures(order.orderId()).getLast().disposition()).isEqualTo("DEAD_LETTER");
    }

    @Test
    void customer_pages_through_the_own_orders_newest_first_and_sees_nobody_elses() throws Exception {
        String customer = "pager-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            // One after the other, so that "newest" means something.
            var order = PlacedEvents.order(customer, 1000);
            events.send(order);
            table.awaitOne(order);
        }
        List<String> newestFirst = table.ordersOf(customer).reversed();

        var first = http.page(customer, path + "?limit=2");
        var second = http.page(customer, path + "?limit=2&after=" + first.next());
        var third = http.page(customer, path + "?limit=2&after=" + second.next());

        assertThat(first.orderIds()).isEqualTo(newestFirst.subList(0, 2));
        assertThat(second.orderIds()).isEqualTo(newestFirst.subList(2, 4));
        assertThat(third.orderIds()).isEqualTo(newestFirst.subList(4, 5));
        assertThat(third.next()).isNull();
        assertThat(http.page("somebody-else-" + UUID.randomUUID(), path).orderIds())
                .isEmpty();
    }

    @Test
    void bad_page_is_a_400_that_names_the_parameter() throws Exception {
        for (var query : List.of("after=x", "after=0", "after=-1", "limit=0", "limit=101", "limit=x")) {
            var answer = http.get(path + "?" + query, TestTokens.customer("ada"));
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains("/problems/invalid-field", query.substring(0, query.indexOf('=')));
        }
    }

    @Test
    void only_a_customers_valid_token_reads_anything() throws Exception {
        assertThat(http.get(path, "").statusCode()).isEqualTo(401);
        assertThat(http.get(path, TestTokens.expired("ada")).statusCode()).isEqualTo(401);
        assertThat(http.get(path, TestTokens.forged("ada")).statusCode()).isEqualTo(401);
        assertThat(http.get(path, TestTokens.unsigned("ada")).statusCode()).isEqualTo(401);
        assertThat(http.get(path, TestTokens.operator("grace")).statusCode()).isEqualTo(403);
        assertThat(http.get("/faults", TestTokens.customer("ada")).statusCode()).isEqualTo(403);
    }

    @Test
    void health_metrics_and_documentation_are_open_and_come_from_this_host_alone() throws Exception {
        for (var open : List.of("/health/liveness", "/health/readiness", "/prometheus")) {
            assertThat(http.get(open, "").statusCode()).as(open).isEqualTo(200);
        }
        assertThat(http.get("/swagger/openapi.yml", "").body())
                .startsWith("openapi: 3.1")
                .contains(path);
        String page = http.get("/swagger-ui/index.html", "").body();
        assertThat(page).contains("/swagger-ui/res/swagger-ui-bundle.js").doesNotContain("http://", "https://");
        assertThat(http.get("/swagger-ui/res/swagger-ui-bundle.js", "").statusCode())
                .isEqualTo(200);
    }

    /** Deliveries that the broker will never repeat because their order has its effect. */
    final long acknowledged() throws Exception {
        return deliveries("applied") + deliveries("already-claimed") + deliveries("already-stored");
    }

    /** By the service's own measurement. */
    final long deliveries(String outcome) throws Exception {
        return http.metric("rocketmq_consume_seconds_count{", outcome);
    }

    /** Counts deliveries, because a lag of 0 does not show those that wait for their redelivery. */
    final void awaitAcknowledged(long deliveries) {
        await(deliveries + " deliveries are acknowledged").atMost(SOON).until(() -> acknowledged() == deliveries);
    }

    final void awaitDeadLetter(String key) {
        await("dead letter " + key).atMost(SOON).until(() -> deadLetters.contain(key));
    }
}
