package io.orderflow.messaging.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.testkit.TestServers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is particular to MySQL; {@code FenceContract} installs on each database. */
class LibraryTableIT {

    /** What an application's Flyway has run of the locations {@code db/messaging/publish} and {@code consume}, oldest first. */
    private static final List<String> FIRST =
            List.of("publish/V2026_01_01_01__tx_fence.sql", "consume/V2026_01_01_02__delivery_failure.sql");

    @Test
    void tables_of_the_first_migrations_get_their_present_shape_and_keep_their_rows() throws Exception {
        try (var connection = transaction()) {
            for (String script : FIRST) {
                execute(connection, script(script));
            }
            execute(connection, "INSERT INTO tx_fence (tx_id, outcome) VALUES ('decided', 'ABANDONED')");
            execute(connection, """
                    INSERT INTO delivery_failure
                      (consumer_group, message_id, attempt, topic, tag, message_key, disposition, exception, reason, stack_trace)
                    VALUES ('g', 'm', 1, 't', '', 'k', 'DEAD_LETTER', 'E', 'why', '')
                    """);

            LibraryTable.install(connection, EnumSet.allOf(LibraryTable.class));

            assertThat(text(connection, "SELECT outcome FROM tx_fence WHERE tx_id = 'decided'"))
                    .isEqualTo("ABANDONED");
            assertThat(text(connection, "SELECT reason FROM delivery_failure WHERE message_key = 'k'"))
                    .isEqualTo("why");
            assertThat(text(connection, """
                    SELECT GROUP_CONCAT(column_name, ' ', column_type, ' ', collation_name ORDER BY column_name)
                    FROM information_schema.columns
                    WHERE table_schema = DATABASE() AND column_name IN ('tx_id', 'consumer_group')
                    """))
                    .isEqualTo("consumer_group varchar(255) utf8mb4_0900_bin,tx_id varchar(36) utf8mb4_0900_bin");
        }
    }

    @Test
    void an_instance_that_installs_for_too_long_ends_the_start_of_another_with_a_sentence() throws Exception {
        try (var busy = transaction();
                var connection = transaction()) {
            execute(busy, "DO GET_LOCK('orderflow_schema', 10)");

            assertThatThrownBy(() ->
                            LibraryTable.install(connection, EnumSet.allOf(LibraryTable.class), Duration.ofSeconds(1)))
                    .isInstanceOf(SQLTimeoutException.class)
                    .hasMessageContaining("Another instance has been installing orderflow's tables for 1 s");

            assertThat(text(
                            connection,
                            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_connection_that_commits_by_itself_is_refused() throws Exception {
        try (var connection = TestServers.get().freshSchema().connect()) {
            assertThatThrownBy(() -> LibraryTable.install(connection, EnumSet.allOf(LibraryTable.class)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    private static Connection transaction() throws SQLException {
        var connection = TestServers.get().freshSchema().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String script(String name) throws Exception {
        try (InputStream in = LibraryTableIT.class.getResourceAsStream("/db/messaging/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
