package io.orderflow.dashboard.promise;

import static io.orderflow.invariants.SchemaFixture.TEA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.invariants.SchemaFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lights over real schemas and a real broker; no gateway runs. */
class PromisesIT {

    private static Console console;
    private static Console.Visitor operator;

    private final SchemaFixture schemas = new SchemaFixture();

    @BeforeAll
    static void start() {
        // Nothing listens there.
        console = Console.start(Map.of("SECKILL_GATEWAY_URL", "http://127.0.0.1:1"));
        operator = console.operator();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        new SchemaFixture().empty();
    }

    @BeforeEach
    void twoOrdersWithAllTheirEffects() throws Exception {
        schemas.recreate();
    }

    @Test
    void what_holds_is_green() {
        String page = checked();

        assertThat(light(page, "applied-coupons")).isEqualTo("ok");
        assertThat(light(page, "ledger-is-balance")).isEqualTo("ok");
        assertThat(light(page, "stock-is-all-there")).isEqualTo("ok");
        assertThat(light(page, "no-half-message")).isEqualTo("ok");
        assertThat(light(page, "dead-letters-stored")).isEqualTo("ok");
    }

    @Test
    void order_without_its_coupon_is_named_and_leads_to_its_path() throws Exception {
        schemas.execute("coupons", List.of("DELETE FROM coupon WHERE order_id = '" + TEA + "'"));

        String page = checked();

        assertThat(light(page, "applied-coupons")).isEqualTo("bad");
        assertThat(row(page, "applied-coupons")).contains("href=\"/orders/" + TEA + "\"");
        assertThat(light(page, "applied-points")).isEqualTo("ok");
        assertThat(page).contains("1 of the promises are broken");
    }

    @Test
    void while_its_delivery_is_tried_again_the_light_only_settles() throws Exception {
        schemas.execute(
                "coupons",
                List.of(
                        "DELETE FROM coupon WHERE order_id = '" + TEA + "'",
                        SchemaFixture.deadLetter("coupon-service", TEA),
                        "UPDATE delivery_failure SET disposition = 'REDELIVER'"));

        String page = checked();

        assertThat(light(page, "applied-coupons")).isEqualTo("settling");
        assertThat(page).contains("1 failed deliveries that coupon-service gets again");
    }

    @Test
    void rule_that_always_holds_is_red_whatever_moves() throws Exception {
        schemas.execute("points", List.of("UPDATE points_balance SET balance = balance + 1"));
        schemas.execute(
                "coupons",
                List.of(
                        "DELETE FROM coupon WHERE order_id = '" + TEA + "'",
                        SchemaFixture.deadLetter("coupon-service", TEA),
                        "UPDATE delivery_failure SET disposition = 'REDELIVER'"));

        assertThat(light(checked(), "ledger-is-balance")).isEqualTo("bad");
    }

    @Test
    void what_cannot_be_asked_is_unknown_and_never_green() {
        String page = checked();

        assertThat(light(page, "gateway-stock")).isEqualTo("unknown");
        assertThat(light(page, "queue-in-bounds")).isEqualTo("unknown");
    }

    @Test
    void offender_with_markup_in_its_name_is_shown_as_text() throws Exception {
        schemas.execute(
                "points",
                List.of("INSERT INTO points_balance (customer_id, balance) VALUES ('<script>alert(1)</script>', 1)"));

        String page = checked();

        assertThat(row(page, "ledger-is-balance")).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void reader_sees_the_lights_and_may_not_ask_for_new_ones() {
        var reader = console.reader();

        assertThat(reader.get("/promises").body()).doesNotContain("/promises/check");
        assertThat(reader.submit("/promises/check", Map.of()).statusCode()).isEqualTo(403);
        assertThat(operator.get("/promises").body()).contains("/promises/check");
    }

    @Test
    void asking_is_written_down() {
        checked();

        assertThat(operator.get("/audit").body()).contains("check-promises");
    }

    @Test
    void page_speaks_chinese() {
        checked();

        assertThat(operator.get("/promises/lights", "Accept-Language", "zh-CN").body())
                .contains("每个订单都有积分");
    }

    /** @return the lights of a report that was begun after now */
    private static String checked() {
        var reports = console.bean(PromiseReports.class);
        await().atMost(Duration.ofSeconds(60)).until(() -> !reports.latest().running());
        var before = reports.latest().last();
        assertThat(operator.submit("/promises/check", Map.of()).statusCode()).isEqualTo(303);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        reports.latest().last() != before && !reports.latest().running());
        return operator.get("/promises/lights").body();
    }

    private static String light(String page, String rule) {
        var light = Pattern.compile("class=\"light-(\\w+)\"").matcher(row(page, rule));
        assertThat(light.find()).as(rule).isTrue();
        return light.group(1);
    }

    private static String row(String page, String rule) {
        int begin = page.indexOf("<tr id=\"rule-" + rule + "\"");
        assertThat(begin).as("%s in %s", rule, page).isNotNegative();
        return page.substring(begin, page.indexOf("</tr>", begin));
    }
}
