package io.orderflow.points.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mysql.cj.jdbc.JdbcConnection;
import io.micronaut.jdbc.DataSourceResolver;
import io.orderflow.event.OrderPlacedBatchContract;
import io.orderflow.event.PlacedEvents;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class AwardPointsIT extends OrderPlacedBatchContract {

    AwardPointsIT() {
        super("points-service", "points", "points_entry", "/points/me/entries");
    }

    @Test
    void balance_is_the_sum_of_the_entries_also_for_a_customer_whose_orders_come_all_at_once() throws Exception {
        String customer = "busy-" + UUID.randomUUID();
        var orders = IntStream.range(0, 100)
                .mapToObj(i -> PlacedEvents.order(customer, 1_050))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(orders.stream()
                    .map(order -> (Callable<Void>) () -> {
                        events().send(order);
                        return null;
                    })
                    .toList());
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> effects().ordersOf(customer).size() == orders.size());

        assertThat(http().json(customer, "/points/me")).isEqualTo(Map.of("balance", 1_000));
    }

    @Test
    void balances_of_customers_whose_orders_wait_together_are_the_sums_of_their_entries() throws Exception {
        String customer = "together-" + UUID.randomUUID() + "-";
        var orders = IntStream.range(0, 90)
                .mapToObj(i -> PlacedEvents.order(customer + i % 3, 1_050))
                .toList();

        events().sendTogether(orders);
        await().atMost(Duration.ofSeconds(30)).until(() -> effects().count(orders.getLast()) == 1);

        for (int i = 0; i < 3; i++) {
            assertThat(http().json(customer + i, "/points/me")).isEqualTo(Map.of("balance", 300));
        }
    }

    @Test
    void customer_without_orders_has_no_points() throws Exception {
        assertThat(http().json("nobody-" + UUID.randomUUID(), "/points/me")).isEqualTo(Map.of("balance", 0));
    }

    @Test
    void settings_meant_for_the_database_driver_reach_it() throws Exception {
        try (var connection = context()
                .getBean(DataSourceResolver.class)
                .resolve(context().getBean(DataSource.class))
                .getConnection()) {
            var settings = connection.unwrap(JdbcConnection.class).getPropertySet();
            assertThat(settings.getBooleanProperty("useServerPrepStmts").getValue())
                    .isTrue();
            assertThat(settings.getIntegerProperty("socketTimeout").getValue()).isEqualTo(15_000);
            assertThat(settings.getStringProperty("connectionTimeZone").getValue())
                    .isEqualTo("UTC");
        }
    }
}
