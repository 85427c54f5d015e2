package io.orderflow.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderflow.seckill.AllocationStandIn;
import io.orderflow.seckill.Gateway;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators do with sales, and what all clients see of them. */
class SaleIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Instant SOON = NOW.plusSeconds(3_600);
    private static final Instant LATER = NOW.plusSeconds(7_200);

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void order_service_answers() {
        AllocationStandIn.beSilent(false);
    }

    @Test
    void a_sale_is_warmed_by_itself_and_shows_its_terms() {
        long id = gateway.createSale(Gateway.terms(50, 2, SOON, LATER, ",\"admissionRate\":7,\"tokenRequired\":true"));
        gateway.awaitState(id, "READY");
        var sale = gateway.get("/sales/" + id, "").json();
        assertThat(sale)
                .containsEntry("id", Long.toString(id))
                .containsEntry("sku", "kettle-steel")
                .containsEntry("price", 4900)
                .containsEntry("units", 50)
                .containsEntry("limitPerCustomer", 2)
                .containsEntry("opensAt", SOON.toString())
                .containsEntry("closesAt", LATER.toString())
                .containsEntry("reason", null)
                .containsEntry("epoch", 1)
                .containsEntry("left", 50)
                .containsEntry("waiting", 0)
                .containsEntry("given", 0)
                .containsEntry("queueBound", 100000)
                .containsEntry("admissionRate", 7)
                .containsEntry("tokenRequired", true)
                .containsEntry("paymentWindow", "PT15M");
        assertThat((Integer) sale.get("opensInMillis")).isBetween(3_000_000, 3_600_000);
        assertThat((Integer) sale.get("closesInMillis")).isBetween(6_600_000, 7_200_000);
    }

    @Test
    void what_redis_has_of_a_sale_is_a_gauge() {
        long id = gateway.openSale(9, 2, "");

        gateway.bean(StockMetrics.class).list();

        assertThat(gauge("orderflow.sale.stock", id)).isEqualTo(9);
        assertThat(gauge("orderflow.sale.waiting", id)).isZero();
        assertThat(gauge("orderflow.sale.queue.bound", id)).isEqualTo(100_000);
    }

    private static double gauge(String name, long sale) {
        return gateway.bean(MeterRegistry.class)
                .get(name)
                .tag("sale", Long.toString(sale))
                .gauge()
                .value();
    }

    @Test
    void order_service_is_asked_again_until_it_answers() {
        AllocationStandIn.beSilent(true);
        long id = gateway.createSale(Gateway.terms(5, 1, SOON, LATER, ""));
        assertThat(gateway.get("/sales/" + id, "").json())
                .containsEntry("state", "WARMING")
                .containsEntry("left", null);
        AllocationStandIn.beSilent(false);
        gateway.awaitState(id, "READY");
    }

    @Test
    void a_sale_that_order_service_does_not_take_says_why() {
        long id = gateway.createSale(
                Gateway.terms(5, 1, SOON, LATER, "").replace("kettle-steel", AllocationStandIn.UNKNOWN_SKU));
        gateway.awaitState(id, "REFUSED");
        assertThat(gateway.get("/sales/" + id, "").text("reason")).isEqualTo("There is no such sku");
    }

    @Test
    void a_sale_that_is_opened_before_it_is_warm_opens_when_it_is() {
        AllocationStandIn.beSilent(true);
        long id = gateway.createSale(Gateway.terms(5, 1, NOW.minusSeconds(1), LATER, ""));
        assertThat(gateway.operator("/sales/" + id + "/open", "").text("state")).isEqualTo("WARMING");
        AllocationStandIn.beSilent(false);
        gateway.awaitState(id, "OPEN");
    }

    @Test
    void opening_pausing_and_closing_can_be_repeated_and_closing_is_final() {
        long id = gateway.openSale(5, 1, "");
        assertThat(gateway.operator("/sales/" + id + "/open", "").text("state")).isEqualTo("OPEN");
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.operator("/sales/" + id + "/pause", "").text("state"))
                    .isEqualTo("PAUSED");
        }
        assertThat(gateway.operator("/sales/" + id + "/open", "").text("state")).isEqualTo("OPEN");
        for (int i = 0; i < 2; i++) {
            assertThat(gateway.operator("/sales/" + id + "/close", "").text("state"))
                    .isEqualTo("CLOSED");
        }
        for (var act : List.of("open", "pause")) {
            var refused = gateway.operator("/sales/" + id + "/" + act, "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("wrong-state");
        }
        assertThat(retune(id, "{\"queueBound\":5}").status()).isEqualTo(409);
    }

    @Test
    void a_sale_that_was_never_opened_can_not_be_paused() {
        long id = gateway.createSale(Gateway.terms(5, 1, SOON, LATER, ""));
        var refused = gateway.operator("/sales/" + id + "/pause", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("wrong-state");
    }

    @Test
    void bound_and_rate_change_while_the_sale_runs() {
        long id = gateway.openSale(5, 1, "");
        assertThat(retune(id, "{\"queueBound\":17}").json())
                .containsEntry("queueBound", 17)
                .containsEntry("admissionRate", 0);
        assertThat(retune(id, "{\"admissionRate\":3}").json())
                .containsEntry("queueBound", 17)
                .containsEntry("admissionRate", 3);
        assertThat(redis(id).queueBound()).isEqualTo(17);
        assertThat(redis(id).admissionRate()).isEqualTo(3);
    }

    @Test
    void redis_is_brought_in_line_with_the_row_when_whoever_changed_it_died() throws SQLException {
        long id = gateway.openSale(5, 1, "");
        execute("UPDATE sale SET phase = 'PAUSED', queue_bound = 23 WHERE id = " + id);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(redis(id).state()).isEqualTo(SaleSnapshot.State.PAUSED);
            assertThat(redis(id).queueBound()).isEqualTo(23);
        });
        gateway.awaitState(id, "PAUSED");
    }

    @Test
    void a_new_epoch_is_rebuilt_from_what_order_service_declares_and_customers_hold() throws SQLException {
        long id = gateway.openSale(10, 2, "");
        execute("""
                INSERT INTO ticket (id, sale_id, epoch, customer_id, quantity, status, ordered, decided_at)
                VALUES (UUID(), %1$d, 1, 'ada', 2, 'ORDERED', TRUE, NOW(3)), (UUID(), %1$d, 1, 'bob', 1, 'REFUSED', FALSE, NOW(3))
                """.formatted(id));
        AllocationStandIn.left(id, 8);
        assertThat(gateway.bean(Sales.class).beginEpoch(id, 1)).isTrue();
        assertThat(gateway.bean(Sales.class).beginEpoch(id, 1)).isFalse();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(gateway.get("/sales/" + id, "").json())
                        .containsEntry("epoch", 2)
                        .containsEntry("state", "OPEN")
                        .containsEntry("left", 8));
        assertThat(gateway.buy(id, "ada").problem()).isEqualTo("limit-reached");
        assertThat(gateway.buy(id, "bob").status()).isEqualTo(202);
    }

    @Test
    void a_declaration_of_an_epoch_that_is_loaded_or_over_changes_nothing() {
        long id = gateway.openSale(10, 10, "");
        assertThat(gateway.buy(id, "ada").status()).isEqualTo(202);
        var loading = gateway.bean(LoadEpochIntoRedis.class);
        loading.load(new io.orderflow.event.StockDeclared(id, 1, 10));
        loading.load(new io.orderflow.event.StockDeclared(id, 7, 10));
        assertThat(redis(id).stock()).isEqualTo(9);
    }

    @Test
    void sales_are_listed_newest_first_in_pages() {
        long first = gateway.createSale(Gateway.terms(5, 1, SOON, LATER, ""));
        long second = gateway.createSale(Gateway.terms(5, 1, SOON, LATER, ""));
        var page = gateway.get("/sales?limit=1", "");
        assertThat(ids(page)).containsExactly(Long.toString(second));
        assertThat(ids(gateway.get("/sales?limit=1&after=" + page.text("next"), "")))
                .containsExactly(Long.toString(first));
        assertThat(gateway.get("/sales?limit=0", "").status()).isEqualTo(400);
        assertThat(gateway.get("/sales?after=x", "").status()).isEqualTo(400);
    }

    @Test
    void a_sale_that_does_not_exist_is_not_found() {
        for (var id : new String[] {"4000000", "0", "x", "-1", "99999999999999999999"}) {
            assertThat(gateway.get("/sales/" + id, "").status()).as(id).isEqualTo(404);
            assertThat(gateway.operator("/sales/" + id + "/open", "").status())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @Test
    void only_operators_run_sales() {
        var body = Gateway.terms(5, 1, SOON, LATER, "");
        assertThat(gateway.post("/sales", TestTokens.customer("ada"), body).status())
                .isEqualTo(403);
        assertThat(gateway.post("/sales", "", body).status()).isEqualTo(401);
        assertThat(gateway.post("/sales/1/close", TestTokens.customer("ada"), "")
                        .status())
                .isEqualTo(403);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                bad("sku", "\"\""),
                bad("sku", "null"),
                bad("sku", "\"" + "s".repeat(65) + "\""),
                bad("price", "-1"),
                bad("price", "\"4900\""),
                bad("price", "1.5"),
                bad("price", "null"),
                bad("units", "0"),
                bad("units", "10000000000000000000000"),
                bad("limitPerCustomer", "0"),
                bad("limitPerCustomer", "6"),
                bad("opensAt", "\"tomorrow\""),
                bad("opensAt", "null"),
                bad("opensAt", "12"),
                bad("closesAt", "\"" + SOON.minusSeconds(1) + "\""),
                bad("closesAt", "\"2020-01-01T00:00:00Z\""),
                bad("closesAt", "\"+999999-01-01T00:00:00Z\""),
                bad("queueBound", "0"),
                bad("queueBound", "true"),
                bad("paymentWindow", "\"15 minutes\""),
                bad("paymentWindow", "\"PT-1S\""),
                bad("paymentWindow", "\"PT0.5S\""),
                bad("paymentWindow", "\"P400D\""),
                bad("admissionRate", "-1"),
                bad("tokenRequired", "\"yes\""),
                bad("tokenRequired", "1"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void a_bad_field_is_a_problem_that_names_it(String field, String body) {
        var answer = gateway.operator("/sales", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-field");
        assertThat(answer.text("detail")).startsWith(field + " ").doesNotContain("Exception", "io.orderflow");
    }

    @Test
    void fields_that_are_not_accepted_are_refused() {
        var create = gateway.operator("/sales", Gateway.terms(5, 1, SOON, LATER, ",\"discount\":1"));
        assertThat(create.status()).isEqualTo(400);
        assertThat(create.problem()).isEqualTo("unknown-field");
        var retune = retune(1, "{\"units\":1}");
        assertThat(retune.status()).isEqualTo(400);
        assertThat(retune.problem()).isEqualTo("unknown-field");
        assertThat(retune(1, "{}").problem()).isEqualTo("invalid-field");
        assertThat(gateway.operator("/sales", "{\"sku\":").problem()).isEqualTo("malformed-json");
    }

    @Test
    void payment_window_may_be_none() {
        long id = gateway.createSale(Gateway.terms(5, 1, SOON, LATER, "").replace("PT15M", "PT0S"));
        assertThat(gateway.get("/sales/" + id, "").text("paymentWindow")).isEqualTo("PT0S");
    }

    private static Arguments bad(String field, String value) {
        var terms = Gateway.terms(5, 1, SOON, LATER, "");
        var body = terms.contains("\"" + field + "\"")
                ? terms.replaceAll("(\"" + field + "\":)(\"[^\"]*\"|[^,}]*)", "$1" + value)
                : terms.replace("}", ",\"" + field + "\":" + value + "}");
        return Arguments.of(field, body);
    }

    private static Gateway.Answer retune(long id, String body) {
        return gateway.send("PATCH", "/sales/" + id, TestTokens.operator("olga"), body);
    }

    private static List<String> ids(Gateway.Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return ((List<?>) page.json().get("items"))
                .stream()
                        .map(item -> String.valueOf(((Map<?, ?>) item).get("id")))
                        .toList();
    }

    private static SaleSnapshot redis(long id) {
        return gateway.bean(LoadedSales.class).look(id).orElseThrow();
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = TestServers.get().database("sales").connect();
                var update = connection.createStatement()) {
            update.executeUpdate(statement);
        }
    }
}
