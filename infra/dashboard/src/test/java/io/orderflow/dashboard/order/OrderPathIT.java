package io.orderflow.dashboard.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.journal.MessageJournal;
import io.orderflow.dashboard.journal.Recorded;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import io.orderflow.testkit.TestTokens;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An order's way through the real services, as its page shows it. */
class OrderPathIT {

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern KIND = Pattern.compile("data-kind=\"([A-Z_]+)\"");

    private static ServiceProcess orderService;
    private static ServiceProcess pointsService;
    private static Console console;
    private static Console.Visitor reader;

    @BeforeAll
    static void start() {
        orderService = ServiceProcess.start("order-service", environment("orders"));
        pointsService = ServiceProcess.start("points-service", environment("points"));
        console = Console.start(Map.of("ORDER_SERVICE_URL", orderService.url()));
        reader = console.reader();
    }

    @AfterAll
    static void stop() {
        console.close();
        pointsService.close();
        orderService.close();
    }

    @Test
    void placed_order_shows_every_step_from_the_request_to_the_effect() throws Exception {
        var id = place("ada-" + UUID.randomUUID());

        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(kinds(page(id)))
                        .contains(
                                "HTTP_REQUEST",
                                "HALF_MESSAGE",
                                "LOCAL_TRANSACTION",
                                "FENCE",
                                "END_TRANSACTION",
                                "DELIVERY",
                                "EFFECT"));

        var page = page(id);
        assertThat(kinds(page)).startsWith("HTTP_REQUEST").doesNotContain("STORED");
        assertThat(page).as("what was sent").contains("\"orderId\":\"" + id, "UNIQ_KEY = ");
        assertThat(progress(page, "points-service")).isEqualTo("light-ok");
        assertThat(progress(page, "coupon-service"))
                .as("the service does not run")
                .isEqualTo("light-unknown");
    }

    @Test
    void order_is_found_by_whatever_somebody_has_in_hand() throws Exception {
        var customer = "bob-" + UUID.randomUUID();
        var id = place(customer);
        assertThat(search(customer)).isEqualTo("/orders/" + id);
        assertThat(search(id)).isEqualTo("/orders/" + id);

        List<Function<JournalEntry, String>> ids = List.of(
                entry -> Objects.requireNonNullElse(entry.messageId(), ""),
                entry -> Objects.requireNonNullElse(entry.txId(), ""));
        var journal = console.bean(MessageJournal.class);
        for (var field : ids) {
            await().atMost(60, SECONDS)
                    .until(() -> journal.about(List.of(id), 100).stream()
                            .map(Recorded::entry)
                            .map(field)
                            .anyMatch(text -> !text.isEmpty()));
            var text = journal.about(List.of(id), 100).stream()
                    .map(Recorded::entry)
                    .map(field)
                    .filter(known -> !known.isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(search(text)).as(text).isEqualTo("/orders/" + id);
        }
    }

    @Test
    void two_orders_of_a_customer_are_listed() throws Exception {
        var customer = "eve-" + UUID.randomUUID();
        var one = place(customer);
        var two = place(customer);

        assertThat(reader.get("/orders?q=" + customer).body()).contains("/orders/" + one, "/orders/" + two);
    }

    @Test
    void text_that_no_id_can_hold_finds_nothing_and_every_source_still_answers() {
        for (var text : List.of("张三", "茶", "é", "\uD83C\uDF75", "\u0000", "שלום", "x".repeat(300))) {
            var found = reader.get("/orders?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
            assertThat(found.statusCode()).as(text).isEqualTo(200);
            assertThat(found.body())
                    .as(text)
                    .contains("Nobody knows anything of it")
                    .doesNotContain(
                            "order-service does not answer",
                            "orders.delivery_failure does not answer",
                            "points.delivery_failure does not answer",
                            "journal does not answer");
        }
    }

    @Test
    void search_that_finds_nothing_says_where_it_looked() {
        assertThat(reader.get("/orders?q=nobody-has-this").body())
                .contains("Nobody knows anything of it", "order-service", "journal", "points.delivery_failure");
    }

    @Test
    void schema_that_is_not_there_is_named_as_failing() {
        assertThat(page("nobody-has-this")).contains("coupons.delivery_failure does not answer");
    }

    @Test
    void markup_in_a_message_is_text() {
        var key = "poison-" + UUID.randomUUID();
        console.bean(Poison.class).send(key, "<script>alert(1)</script>");

        await().atMost(60, SECONDS)
                .untilAsserted(() ->
                        assertThat(page(key)).contains("PoisonMessageException").contains("&lt;script&gt;alert(1)"));
        assertThat(page(key)).doesNotContain("<script>alert");
        var hostile = "\"><img src=x onerror=alert(1)>";
        assertThat(reader.get("/orders?q=" + encoded(hostile)).body()).doesNotContain("<img");
        assertThat(page(encoded(hostile))).doesNotContain("<img");
    }

    private static Map<String, String> environment(String schema) {
        var environment = new HashMap<>(TestServers.get().properties(schema));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return environment;
    }

    private static String place(String customer) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(orderService.url() + "/orders"))
                .header("Authorization", "Bearer " + TestTokens.customer(customer))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"lines\":[{\"sku\":\"tea-green\",\"quantity\":2}]}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            var id = ID.matcher(answer.body());
            assertThat(id.find()).isTrue();
            return id.group(1);
        }
    }

    private static String page(String id) {
        return reader.get("/orders/" + id).body();
    }

    private static String search(String text) {
        var found = reader.get("/orders?q=" + encoded(text));
        return found.headers().firstValue("Location").orElse(found.body());
    }

    private static List<String> kinds(String page) {
        return KIND.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static String progress(String page, String group) {
        var light = Pattern.compile("<li class=\"(light-[a-z]+)\"><span><strong>" + group)
                .matcher(page);
        assertThat(light.find()).as(page).isTrue();
        return light.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
