package io.orderflow.dashboard.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.invariants.SchemaFixture;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sales on the real gateway and order-service, with real customers. */
class SalesLiveIT {

    private static final Map<String, String> WISH =
            Map.of("rate", "10", "ramp", "0", "duration", "1", "customers", "10", "units", "5", "queueBound", "10");

    private static ServiceProcess orders;
    private static ServiceProcess gateway;
    private static GatewayApi api;
    private static Console console;
    private static Console.Visitor operator;
    private static Console.Visitor reader;

    @BeforeAll
    static void start() throws Exception {
        new SchemaFixture().empty();
        orders = service("order-service", "orders", Map.of());
        gateway = service("seckill-gateway", "sales", Map.of("ORDER_SERVICE_URL", orders.url()));
        api = new GatewayApi(gateway.url());
        console = Console.start(Map.of("ORDER_SERVICE_URL", orders.url(), "SECKILL_GATEWAY_URL", gateway.url()));
        operator = console.operator();
        reader = console.reader();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        gateway.close();
        orders.close();
        new SchemaFixture().empty();
    }

    @Test
    void figures_are_the_gateways_own_and_the_databases() {
        String sale = openSale(20);
        for (int customer = 0; customer < 3; customer++) {
            assertThat(api.buy(sale, "buyer-" + customer)).isEqualTo(202);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String page = reader.get("/sales/" + sale + "/live").body();
            var told = api.sale(sale);
            assertThat(figure(page, "given")).isEqualTo(3).isEqualTo(told.get("given"));
            assertThat(figure(page, "left")).isEqualTo(17).isEqualTo(told.get("left"));
            assertThat(figure(page, "waiting")).isZero();
            assertThat(figure(page, "reserved") + figure(page, "sold")).isEqualTo(3);
            assertThat(figure(page, "available")).isEqualTo(17);
            assertThat(figure(page, "ordered")).isEqualTo(3);
            assertThat(page).contains("<span class=\"light-ok\" id=\"oversell\">");
        });
        assertThat(reader.get("/sales").body()).contains("href=\"/sales/" + sale + "\"");
    }

    @Test
    void charts_show_what_customers_were_told() {
        String sale = openSale(2);

        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    api.buy(sale, "charted-" + System.nanoTime());
                    String series =
                            reader.get("/sales/" + sale + "/series.json").body();
                    assertThat(series)
                            .contains("\"ticket\":[", "\"sold-out\":[", "\"0.99\":[", "\"left\":[", "\"waiting\":[");
                    assertThat(series)
                            .matches("(?s).*\"0.99\":\\[[^]]*[1-9].*")
                            .matches("(?s).*\"sold-out\":\\[[^]]*[1-9].*");
                });
        assertThat(reader.get("/sales/" + sale + "/table").body()).contains("<th scope=\"row\">");
    }

    @Test
    void operator_runs_a_sale_and_it_is_written_down() {
        String sale = openSale(10);

        run(sale, "pause");
        assertThat(api.sale(sale)).containsEntry("state", "PAUSED");
        assertThat(operator.submit("/sales/" + sale + "/retune", Map.of("queueBound", "7", "admissionRate", ""))
                        .statusCode())
                .isEqualTo(303);
        assertThat(api.sale(sale)).containsEntry("queueBound", 7).containsEntry("admissionRate", 0);
        run(sale, "close");
        assertThat(api.sale(sale)).containsEntry("state", "CLOSED");

        var refused = operator.submit("/sales/" + sale + "/open", Map.of());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("It is closed, and that is final");
        assertThat(operator.get("/audit").body())
                .contains("sale:" + sale, "pause-sale", "retune-sale", "close-sale", "failed: It is closed")
                // By the gateway, too: also what was refused, and what came from elsewhere.
                .contains("PATCH /sales/{id}", "/sales/" + sale + "/close", "409 Conflict")
                .containsPattern("queueBound[^<]{1,20}7")
                .containsPattern(
                        "<td>olga</td><td>seckill-gateway</td>\\s*<td class=\"mono\">POST /sales/\\{id}/pause</td>")
                .containsPattern("<td>" + GatewayApi.OPERATOR
                        + "</td><td>seckill-gateway</td>\\s*<td class=\"mono\">POST /sales</td>");
    }

    @Test
    void sale_whose_rows_promise_more_than_there_is_is_red_here_and_on_the_first_page() throws Exception {
        String sale = openSale(10);
        new SchemaFixture()
                .execute(
                        "orders",
                        List.of(
                                "ALTER TABLE sale DROP CHECK no_unit_is_sold_twice_or_lost",
                                "UPDATE sale SET sold = 11, available = -1 WHERE id = " + sale));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            String page = reader.get("/sales/" + sale + "/live").body();
            assertThat(page).contains("<span class=\"light-bad\" id=\"oversell\">");
            assertThat(figure(page, "sold")).isEqualTo(11);
            assertThat(reader.get("/flow").body()).contains("Oversold: " + sale + ".");
        });
    }

    @Test
    void reader_watches_and_touches_nothing() {
        String sale = openSale(10);

        assertThat(operator.get("/sales/" + sale).body()).contains("action=\"/sales/" + sale + "/pause\"");
        assertThat(reader.get("/sales/" + sale).body()).doesNotContain("action=\"/sales/");
        assertThat(reader.get("/sales/rush").body()).doesNotContain("action=\"/sales/");
        for (String change : List.of(sale + "/pause", sale + "/close", sale + "/retune", "rush", "rush/stop")) {
            assertThat(reader.submit("/sales/" + change, WISH).statusCode())
                    .as(change)
                    .isEqualTo(403);
        }
        assertThat(api.sale(sale)).containsEntry("state", "OPEN");
    }

    @Test
    void rush_is_refused_where_the_load_test_is_not_and_says_so() {
        var refused = operator.submit("/sales/rush", WISH);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Rushes can be started only at the local stack that infra/up runs.");
        assertThat(operator.get("/audit").body()).contains("start-rush", "failed: sale.rush-not-local");
        assertThat(operator.get("/sales/rush/report").statusCode()).isEqualTo(404);
    }

    @Test
    void rush_that_nobody_can_mean_is_refused_with_the_bounds() {
        Map<String, String> wish = new HashMap<>(WISH);
        wish.put("rate", "1000000");

        var refused = operator.submit("/sales/rush", wish);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Requests per second must be a whole number from 1 to 20,000.");
    }

    @Test
    void gateway_that_is_away_is_shown_as_failing_and_not_as_having_no_sales() {
        try (var alone = Console.start(Map.of("SECKILL_GATEWAY_URL", "http://127.0.0.1:1"))) {
            var page = alone.reader().get("/sales").body();

            assertThat(page).contains("seckill-gateway does not answer").doesNotContain("There is no sale");
            assertThat(alone.reader().get("/sales/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void sale_that_nobody_made_is_not_found() {
        assertThat(reader.get("/sales/999999").statusCode()).isEqualTo(404);
        assertThat(reader.get("/sales/<script>".replace("<", "%3C").replace(">", "%3E"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static ServiceProcess service(String module, String schema, Map<String, String> more) {
        var environment = new HashMap<>(TestServers.get().properties(schema));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        environment.putAll(more);
        return ServiceProcess.start(module, environment);
    }

    /** Opened from here. */
    private static String openSale(int units) {
        String sale = api.create(units);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "READY".equals(api.sale(sale).get("state")));
        run(sale, "open");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> "OPEN".equals(api.sale(sale).get("state")));
        return sale;
    }

    private static void run(String sale, String act) {
        var answer = operator.submit("/sales/" + sale + "/" + act, Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/sales/" + sale + "?done=" + act);
    }

    private static int figure(String page, String name) {
        var figure = Pattern.compile("data-figure=\"" + name + "\">(-?\\d+)<").matcher(page);
        assertThat(figure.find()).as("%s in %s", name, page).isTrue();
        return Integer.parseInt(figure.group(1));
    }
}
