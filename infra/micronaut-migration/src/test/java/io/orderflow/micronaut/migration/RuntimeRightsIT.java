package io.orderflow.micronaut.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that has migrated its schema reads and writes rows, and that is all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuntimeRightsIT {

    private final TestServers servers = TestServers.get();
    private final TestDatabase schema = servers.freshSchema();

    private ApplicationContext service;
    private DataSource database;

    @BeforeAll
    void start() {
        service = ApplicationContext.run(properties());
        database = service.getBean(DataSource.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void rows_are_read_and_written() throws Exception {
        execute("INSERT INTO item VALUES (1, 'tea') ON DUPLICATE KEY UPDATE name = 'tea'");
        execute("UPDATE item SET name = 'mug'");
        execute("SELECT * FROM item FOR UPDATE");
        execute("DELETE FROM item");
    }

    @Test
    void what_operators_did_is_written_once() throws Exception {
        execute("INSERT INTO operator_action (action) VALUES ('redeliver')");
        execute("SELECT * FROM operator_action");
        for (String change : new String[] {
            "UPDATE operator_action SET action = 'nothing'",
            "DELETE FROM operator_action",
            "REPLACE INTO operator_action VALUES (1, 'nothing')",
            "INSERT INTO operator_action VALUES (1, 'x') ON DUPLICATE KEY UPDATE action = 'nothing'",
            "TRUNCATE operator_action",
            "DROP TABLE operator_action",
            "ALTER TABLE operator_action DROP COLUMN action",
            "CREATE TRIGGER forget BEFORE INSERT ON operator_action FOR EACH ROW SET NEW.action = 'nothing'"
        }) {
            refused(change);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE other (id INT)",
                "DROP TABLE item",
                "ALTER TABLE item ADD COLUMN note TEXT",
                "TRUNCATE item",
                "RENAME TABLE item TO thing",
                "CREATE INDEX by_name ON item (name)",
                "CREATE VIEW items AS SELECT * FROM item",
                "CREATE PROCEDURE p() SELECT 1",
                "GRANT DELETE ON operator_action TO CURRENT_USER()",
                "DELETE FROM flyway_schema_history",
                "UPDATE flyway_schema_history SET checksum = 0",
                "INSERT INTO flyway_schema_history SELECT * FROM flyway_schema_history"
            })
    void tables_are_not_its_to_change(String statement) {
        refused(statement);
    }

    @Test
    void a_second_start_grants_the_same_again() {
        try (var again = ApplicationContext.run(properties())) {
            assertThatCode(() -> again.getBean(DataSource.class).getConnection().close())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void without_a_migration_user_nothing_starts() {
        var properties = properties();
        properties.remove("flyway.datasources.default.user");
        try (var context = ApplicationContext.builder(properties).build()) {
            assertThatThrownBy(() -> context.start().getBean(DataSource.class))
                    .rootCause()
                    .hasMessageStartingWith("flyway.datasources.default.user is missing");
        }
    }

    private void refused(String statement) {
        assertThatThrownBy(() -> execute(statement))
                .as(statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        // 1044, 1142, 1143, 1227, 1370: access denied to a schema, a table, a column, an act, a
                        // routine.
                        denied -> assertThat(denied.getErrorCode()).isIn(1044, 1142, 1143, 1227, 1370));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, Object> properties() {
        var user = servers.runTime(schema);
        return new HashMap<>(Map.of(
                "datasources.default.url", user.url(),
                "datasources.default.username", user.user(),
                "datasources.default.password", user.password(),
                // A migration is not bound by it.
                "datasources.default.data-source-properties.socketTimeout", "15000",
                "flyway.datasources.default.user", schema.user(),
                "flyway.datasources.default.password", schema.password(),
                "flyway.datasources.default.locations", "classpath:db/rights"));
    }
}
