package io.orderflow.dashboard.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.invariants.SchemaFixture;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The walk-through, step by step, with the real order-service and points-service. */
class WalkThroughIT {

    private static ServiceProcess orders;
    private static ServiceProcess points;
    private static Console console;
    private static Console.Visitor operator;

    @BeforeAll
    static void start() throws Exception {
        new SchemaFixture().empty();
        // Counted by the page, whether or not their services run.
        new SchemaFixture().recreate();
        new SchemaFixture().empty("orders", "points");
        orders = service("order-service", "orders");
        points = service("points-service", "points");
        console = Console.start(Map.of("ORDER_SERVICE_URL", orders.url(), "POINTS_SERVICE_URL", points.url()));
        operator = console.operator();
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
        points.close();
        orders.close();
        new SchemaFixture().empty();
    }

    @Test
    void while_points_service_hangs_orders_are_accepted_and_wait_for_it_and_get_their_points_when_it_is_back() {
        submit("/points", Map.of("mode", "hang"));
        await().atMost(Duration.ofSeconds(20)).until(() -> progress().contains("points-service hangs"));

        var placed = submit("/orders", Map.of("count", "5"));
        assertThat(operator.get(placed).body()).contains("5 orders accepted");
        // What other tests left on the topic waits as well.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(applied("orders")).isGreaterThanOrEqualTo(5);
            assertThat(waiting("points")).isGreaterThanOrEqualTo(5);
            assertThat(applied("points")).isZero();
        });

        submit("/points", Map.of("mode", "off"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(applied("points")).isGreaterThanOrEqualTo(5);
            assertThat(waiting("points")).isZero();
        });
        assertThat(operator.get("/audit").body())
                .contains("switch-fault", "place-demo-orders", "5 of 5 accepted")
                // By the service that did it, under the operator's name.
                .containsPattern("<td>olga</td><td>points-service</td>\\s*<td class=\"mono\">PUT /faults</td>")
                .containsPattern("<td>olga</td><td>points-service</td>\\s*<td class=\"mono\">DELETE /faults</td>");
    }

    @Test
    void reader_watches_and_touches_nothing() {
        var reader = console.reader();

        assertThat(reader.get("/promises/walk-through").body()).doesNotContain("<button name=\"mode\"");
        assertThat(reader.submit("/promises/walk-through/orders", Map.of("count", "1"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(reader.submit("/promises/walk-through/points", Map.of("mode", "hang"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void service_that_is_stopped_is_shown_as_down_and_not_as_working() {
        try (var alone = Console.start(Map.of("POINTS_SERVICE_URL", "http://127.0.0.1:1"))) {
            var visitor = alone.operator();

            assertThat(visitor.get("/promises/walk-through").body())
                    .contains("points-service does not answer")
                    .doesNotContain("points-service works");
            assertThat(visitor.submit("/promises/walk-through/points", Map.of("mode", "hang"))
                            .headers()
                            .firstValue("Location"))
                    .contains("/promises/walk-through?done=failed");
        }
    }

    private static ServiceProcess service(String module, String schema) {
        var environment = new HashMap<>(TestServers.get().properties(schema));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return ServiceProcess.start(module, environment);
    }

    /** @return where it leads */
    private static String submit(String action, Map<String, String> fields) {
        var answer = operator.submit("/promises/walk-through" + action, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String progress() {
        return operator.get("/promises/walk-through/progress").body();
    }

    private static long applied(String who) {
        return number(who, 1);
    }

    private static long waiting(String who) {
        return number(who, 2);
    }

    private static long number(String who, int column) {
        String page = progress();
        int begin = page.indexOf("<tr id=\"progress-" + who + "\"");
        var numbers = Pattern.compile("<td class=\"num\">(\\d*)</td>")
                .matcher(page.substring(begin, page.indexOf("</tr>", begin)));
        for (int each = 0; each < column; each++) {
            assertThat(numbers.find()).as(page).isTrue();
        }
        return Long.parseLong(numbers.group(1));
    }
}
