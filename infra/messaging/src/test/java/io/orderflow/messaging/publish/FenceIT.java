package io.orderflow.messaging.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.schema.LibraryTable;
import io.orderflow.testkit.TestServers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** On MySQL. */
class FenceIT extends FenceContract {

    FenceIT() {
        super(FenceSchema.mysql());
    }

    @Test
    void tables_of_the_first_migrations_get_their_present_shape_and_keep_their_rows() throws Exception {
        try (var connection = TestServers.get().freshSchema().connect();
                var statement = connection.createStatement()) {
            statement.execute(script("publish/V2026_01_01_01__tx_fence.sql"));
            statement.execute(script("consume/V2026_01_01_02__delivery_failure.sql"));
            statement.execute("INSERT INTO tx_fence (tx_id, outcome) VALUES ('decided', 'ABANDONED')");

            LibraryTable.install(connection, EnumSet.allOf(LibraryTable.class));

            try (var rows = statement.executeQuery("SELECT outcome FROM tx_fence WHERE tx_id = 'decided'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("ABANDONED");
            }
            try (var rows = statement.executeQuery("""
                    SELECT GROUP_CONCAT(column_name, ' ', column_type, ' ', collation_name ORDER BY column_name)
                    FROM information_schema.columns
                    WHERE table_schema = DATABASE() AND column_name IN ('tx_id', 'consumer_group')
                    """)) {
                rows.next();
                assertThat(rows.getString(1))
                        .isEqualTo("consumer_group varchar(255) utf8mb4_0900_bin,tx_id varchar(36) utf8mb4_0900_bin");
            }
        }
    }

    private static String script(String name) throws Exception {
        try (InputStream in = FenceIT.class.getResourceAsStream("/db/messaging/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
