package io.orderflow.load.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.load.Refusal;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The floor takes tables and settings from order-service's sources: these must stay readable for it. */
class FloorSourcesTest {

    private static final Path ROOT = Path.of(System.getProperty("orderflow.root"));

    @Test
    void order_services_connection_settings_are_found_in_its_configuration() throws IOException {
        assertThat(ConnectionSettings.ofOrderService(ROOT))
                .containsKeys("useServerPrepStmts", "rewriteBatchedStatements");
    }

    @Test
    void a_configuration_without_settings_is_refused() {
        assertThatThrownBy(() ->
                        ConnectionSettings.parse(Map.of("datasources", Map.of("default", Map.of())), "application.yml"))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void the_migrations_are_split_into_statements() throws IOException {
        var script = Files.readString(
                ROOT.resolve("order-service/src/main/resources/db/migration/V2026_01_02_01__orders.sql"));

        assertThat(FloorTables.statements(script))
                .hasSize(3)
                .allMatch(statement -> statement.startsWith("CREATE TABLE") && statement.endsWith(")"));
    }

    @Test
    void a_floor_order_has_time_ordered_ids_and_an_event_like_the_real_one() {
        var order = FloorOrder.next(5);
        var id = UUID.fromString(order.id());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isEqualTo(order.placedAt().toEpochMilli());
        var event = new JsonObject(new String(order.event(), StandardCharsets.UTF_8));
        assertThat(event.fieldNames())
                .containsExactly("orderId", "customerId", "total", "currency", "placedAt", "lines");
        assertThat(event.getLong("total")).isEqualTo(3600);
    }
}
