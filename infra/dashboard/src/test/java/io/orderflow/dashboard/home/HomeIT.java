package io.orderflow.dashboard.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.invariants.SchemaFixture;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first page over the five real services. */
class HomeIT {

    private static final Map<String, String> SCHEMAS = new LinkedHashMap<>();

    static {
        SCHEMAS.put("order-service", "orders");
        SCHEMAS.put("points-service", "points");
        SCHEMAS.put("coupon-service", "coupons");
        SCHEMAS.put("notify-service", "notifications");
        SCHEMAS.put("seckill-gateway", "sales");
    }

    private static final Map<String, ServiceProcess> SERVICES = new LinkedHashMap<>();
    private static Console console;
    private static Console.Visitor reader;

    @BeforeAll
    static void start() throws Exception {
        new SchemaFixture().empty();
        Map<String, String> urls = new HashMap<>();
        SCHEMAS.forEach((service, schema) -> {
            var environment = new HashMap<>(TestServers.get().properties(schema));
            environment.put("MICRONAUT_ENVIRONMENTS", "local");
            environment.putAll(urls);
            var process = ServiceProcess.start(service, environment);
            SERVICES.put(service, process);
            urls.put(service.replace('-', '_').toUpperCase(Locale.ROOT) + "_URL", process.url());
        });
        console = Console.start(urls);
        reader = console.reader();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        SERVICES.values().forEach(ServiceProcess::close);
        new SchemaFixture().empty();
    }

    @Test
    void services_that_run_are_ready_and_one_that_is_killed_is_named_until_it_is_back() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(flow()).contains("All services are ready."));
        assertThat(stage("points-service")).contains("light-ok");

        points().kill9();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(flow()).contains("Not ready: points-service.", "Something needs you.");
            assertThat(stage("points-service")).contains("light-bad");
            assertThat(stage("order-service")).contains("light-ok");
        });

        points().start();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(flow()).contains("All services are ready."));
    }

    @Test
    void picture_has_a_title_and_the_same_figures_as_a_table() {
        var page = reader.get("/").body();

        assertThat(page)
                .contains("<title id=\"flow-title\">", "<desc id=\"flow-text\">", "<caption")
                .contains("order-events", "purchase-requests");
        SCHEMAS.keySet().forEach(service -> assertThat(stage(service)).contains("<th scope=\"row\">" + service));
    }

    @Test
    void figures_that_nobody_told_are_a_dash_and_not_a_zero() {
        try (var alone = Console.start(Map.of("SECKILL_GATEWAY_URL", "http://127.0.0.1:1"))) {
            var page = alone.reader().get("/").body();

            assertThat(row(page, "seckill-gateway")).contains("light-bad", "<td class=\"num\">–</td>");
            assertThat(page).contains("– not relayed yet");
        }
    }

    @Test
    void page_speaks_chinese() {
        assertThat(reader.get("/", "Accept-Language", "zh-CN").body()).contains("一切正常吗", "积压消息");
    }

    private static ServiceProcess points() {
        return Objects.requireNonNull(SERVICES.get("points-service"));
    }

    private static String flow() {
        return reader.get("/flow").body();
    }

    private static String stage(String service) {
        return row(flow(), service);
    }

    private static String row(String page, String service) {
        int begin = page.indexOf("<tr id=\"stage-" + service + "\"");
        assertThat(begin).as("%s in %s", service, page).isNotNegative();
        return page.substring(begin, page.indexOf("</tr>", begin));
    }
}
