package io.orderflow.dashboard.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.Console;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody answers but the console's own database: that must not look as if there were nothing to tell. */
class FailingSourcesIT {

    private static Console console;
    private static Console.Visitor reader;

    @BeforeAll
    static void start() {
        console = Console.start(Map.of(
                "ROCKETMQ_NAME_SERVER", "127.0.0.1:1",
                "AUDITOR_DATABASE_URL", "jdbc:mysql://127.0.0.1:1/",
                "ORDER_SERVICE_URL", "http://127.0.0.1:1"));
        reader = console.reader();
    }

    @AfterAll
    static void stop() {
        console.close();
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
}
