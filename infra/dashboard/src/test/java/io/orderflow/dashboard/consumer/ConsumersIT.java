package io.orderflow.dashboard.consumer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.dashboard.Console;
import io.orderflow.dashboard.OrdersApi;
import io.orderflow.dashboard.broker.ConsumerGroup;
import io.orderflow.dashboard.broker.ConsumerGroups;
import io.orderflow.dashboard.counter.ServiceCounters;
import io.orderflow.dashboard.page.Source;
import io.orderflow.testkit.ServiceProcess;
import io.orderflow.testkit.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** points-service paused, resumed and reset, while order-service continues. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsumersIT {

    private static final String GROUP = "points-service";
    private static final String CUSTOMER = "held-up-" + UUID.randomUUID();

    /** What other tests have sent before is not ours to count. */
    private static final Instant BEGUN = Instant.now();

    private static ServiceProcess orders;
    private static ServiceProcess points;
    private static Console console;
    private static OrdersApi customer;

    @BeforeAll
    static void start() {
        orders = ServiceProcess.start("order-service", environment("orders"));
        points = ServiceProcess.start("points-service", environment("points"));
        console = Console.start(Map.of("ORDER_SERVICE_URL", orders.url(), "POINTS_SERVICE_URL", points.url()));
        customer = new OrdersApi(orders.url(), CUSTOMER);
    }

    @AfterAll
    static void stop() {
        console.close();
        points.close();
        orders.close();
    }

    @Test
    @Order(1)
    void running_group_shows_its_instance_and_no_lag() {
        customer.place();
        awaitEntries(1);
        await().atMost(20, SECONDS).until(() -> group().lag() == 0);

        assertThat(group().members()).hasSize(1);
        assertThat(group().subscriptions()).containsKey("order-events");
        assertThat(console.operator().get("/consumers").body()).contains("/consumers/" + GROUP, "up to date");
        assertThat(console.operator().get("/consumers/" + GROUP).body())
                .contains(group().members().getFirst().clientId());
    }

    @Test
    @Order(2)
    void reader_sees_no_button_and_is_refused() {
        var reader = console.reader();

        assertThat(reader.get("/consumers/" + GROUP).body()).doesNotContain("/pause");
        assertThat(reader.submit("/consumers/" + GROUP + "/pause", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(reader.submit(
                                "/consumers/" + GROUP + "/reset",
                                Map.of("topic", "order-events", "since", utc(Instant.EPOCH)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(group().paused()).isFalse();
    }

    @Test
    @Order(2)
    void group_that_is_not_there_is_neither_shown_nor_made() {
        var operator = console.operator();

        assertThat(operator.submit("/consumers/no-such-group/pause", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(operator.get("/consumers/no-such-group").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(3)
    void paused_group_gets_nothing_its_lag_counts_what_waits_and_resumed_it_catches_up() {
        var operator = console.operator();
        assertThat(operator.submit("/consumers/" + GROUP + "/pause", Map.of("reason", "to see it"))
                        .statusCode())
                .isEqualTo(303);
        for (int i = 0; i < 5; i++) {
            customer.place();
        }

        await().atMost(20, SECONDS).until(() -> group().lag() == 5);
        assertThat(group().waitingSince()).isPresent();
        assertThat(operator.get("/consumers/list").body()).contains("paused");
        assertThat(entries()).isEqualTo(1);

        operator.submit("/consumers/" + GROUP + "/resume", Map.of());
        awaitEntries(6);
        await().atMost(20, SECONDS).until(() -> group().lag() == 0 && !group().paused());
        assertThat(operator.get("/audit").body())
                .contains("pause-group", "group:" + GROUP, "to see it", "resume-group");
    }

    @Test
    @Order(4)
    void group_sent_back_gets_everything_again_and_every_effect_stays_once() {
        var operator = console.operator();
        long before = duplicates();
        var path = "/consumers/" + GROUP + "/reset";
        var since = utc(BEGUN);

        var preview = operator.get(path + "?topic=order-events&since=" + since);
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("6 messages would come again");
        assertThat(group().lag()).isZero();

        var reset = operator.submit(path, Map.of("topic", "order-events", "since", since, "reason", "a rehearsal"));
        assertThat(reset.statusCode()).isEqualTo(303);
        await().atMost(60, SECONDS).until(() -> duplicates() - before >= 6);
        assertThat(entries()).isEqualTo(6);
        await().atMost(20, SECONDS).until(() -> group().lag() == 0);
        assertThat(operator.get("/audit").body()).contains("reset-offset", "a rehearsal", "6 messages of order-events");
    }

    @Test
    @Order(5)
    void point_in_time_that_is_none_is_refused_with_what_to_write() {
        var answer = console.operator().get("/consumers/" + GROUP + "/reset?topic=order-events&since=yesterday");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("2026-03-31T12:30:00");
    }

    @Test
    @Order(6)
    void gauges_tell_the_lag_to_alerts() {
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(console.visitor()
                                .get("/prometheus", "Accept", "text/plain")
                                .body())
                        .contains(
                                "orderflow_consumer_lag_messages{group=\"points-service\"",
                                "orderflow_consumer_lag_seconds{group=\"points-service\"",
                                "orderflow_half_messages",
                                "orderflow_half_oldest_seconds"));
    }

    private static ConsumerGroup group() {
        var found = console.bean(ConsumerGroups.class).named(GROUP);
        assertThat(found).isInstanceOf(Source.Available.class);
        return found.orElse(Optional.empty()).orElseThrow();
    }

    /** Recognised by Redis or by the database. */
    private static long duplicates() {
        var counters = console.bean(ServiceCounters.class).all().get(GROUP);
        assertThat(counters).isInstanceOf(Source.Available.class);
        return DeliveryCounts.of(Objects.requireNonNull(counters).orElse(List.of()))
                .getOrDefault(GROUP, DeliveryCounts.NONE)
                .duplicates();
    }

    private static void awaitEntries(long count) {
        await().atMost(30, SECONDS).until(() -> entries() == count);
    }

    private static long entries() {
        var database = TestServers.get().database("points");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var query = connection.prepareStatement("SELECT COUNT(*) FROM points_entry WHERE customer_id = ?")) {
            query.setString(1, CUSTOMER);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static Map<String, String> environment(String schema) {
        var environment = new HashMap<>(TestServers.get().properties(schema));
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return environment;
    }
}
