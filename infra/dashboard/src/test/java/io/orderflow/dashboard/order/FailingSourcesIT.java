package io.orderflow.dashboard.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the console's own database answers: that must not look as if there were nothing to show. */
class FailingSourcesIT {

    /** Twice as long as the pool waits for a connection, and a busy machine. Six schemas one after another take longer. */
    private static final Duration SOON = Duration.ofSeconds(9);

    private static ServerSocket silent;
    private static Console console;
    private static Console.Visitor reader;

    @BeforeAll
    static void start() throws IOException {
        // Accepts connections, and never sends anything.
        silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        console = Console.start(Map.of(
                "ROCKETMQ_NAME_SERVER", "127.0.0.1:1",
                "AUDITOR_DATABASE_URL", "jdbc:mysql://127.0.0.1:%d/".formatted(silent.getLocalPort()),
                "ORDER_SERVICE_URL", "http://127.0.0.1:1"));
        reader = console.reader();
    }

    @AfterAll
    static void stop() throws IOException {
        console.close();
        silent.close();
    }

    @Test
    void page_names_everybody_who_does_not_answer() {
        var page = reader.get("/orders/any-order");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "order-service does not answer",
                        "points.delivery_failure does not answer",
                        "rocketmq does not answer")
                .doesNotContain("Nobody knows anything of it", "journal does not answer");
    }

    @Test
    void search_names_everybody_who_does_not_answer() {
        assertThat(reader.get("/orders?q=any-order").body())
                .contains("order-service does not answer", "coupons.delivery_failure does not answer");
    }

    @Test
    void audit_names_each_service_whose_actions_may_be_missing() {
        assertThat(reader.get("/audit").body())
                .contains(
                        "order-service does not answer",
                        "points-service does not answer",
                        "coupon-service does not answer",
                        "notify-service does not answer",
                        "seckill-gateway does not answer",
                        "dashboard does not answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/audit",
                "/orders/any-order",
                "/orders?q=any-order",
                "/sales/1",
                "/promises/walk-through/progress"
            })
    void page_is_shown_soon_whatever_does_not_answer(String path) {
        long asked = System.nanoTime();
        var page = reader.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
    }
}
