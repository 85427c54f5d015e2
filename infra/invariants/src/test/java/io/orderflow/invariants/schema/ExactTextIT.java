package io.orderflow.invariants.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For MySQL two texts are equal where they are for Java and Redis, in every column of every module. See ADR 0016. */
class ExactTextIT {

    private static final String BEFORE = "2026.03.99?";
    private static final String EXACT = "2026.04.01.03";
    private static final String LATEST = "latest";

    /** Flyway's own table: the tool chooses its columns, and nothing that a customer sends gets there. */
    private static final String FLYWAY = "flyway_schema_history";

    static List<Migrations> modules() throws IOException {
        return Migrations.all();
    }

    @Test
    void every_module_with_migrations_is_looked_at() throws Exception {
        assertThat(modules())
                .extracting(Migrations::module)
                .containsExactlyInAnyOrderElementsOf(OldRows.BY_MODULE.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void no_column_takes_different_texts_for_equal(Migrations module) throws Exception {
        var schema = schemaAsBefore();
        module.migrate(schema, LATEST);

        assertThat(offenders(schema)).isEmpty();
        // A column without its own collation gets the schema's.
        execute(schema, List.of("CREATE TABLE later (name VARCHAR(9) PRIMARY KEY)"));
        assertThat(offenders(schema)).isEmpty();
        // The check itself can fail.
        execute(schema, List.of("CREATE TABLE padded (id CHAR(9) CHARACTER SET ascii COLLATE ascii_bin)"));
        assertThat(offenders(schema)).containsExactly("padded|id|char|ascii_bin|PAD SPACE");
    }

    private static List<String> offenders(TestDatabase schema) throws SQLException {
        try (var connection = schema.connect()) {
            return Snapshot.list(connection, """
                    SELECT c.table_name, c.column_name, c.data_type, c.collation_name, k.pad_attribute
                    FROM information_schema.columns c
                    JOIN information_schema.collations k ON k.collation_name = c.collation_name
                    WHERE c.table_schema = DATABASE()
                      AND (k.pad_attribute <> 'NO PAD'
                        OR c.table_name <> '%s' AND (c.collation_name <> 'utf8mb4_0900_bin' OR c.data_type = 'char'))
                    """.formatted(FLYWAY));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void rows_keys_and_foreign_keys_survive(Migrations module) throws Exception {
        var schema = schemaAsBefore();
        module.migrate(schema, BEFORE);
        execute(schema, Objects.requireNonNull(OldRows.BY_MODULE.get(module.module())));
        var before = Snapshot.of(schema);
        assertThat(before.rows().values()).noneMatch(List::isEmpty);

        module.migrate(schema, EXACT);
        assertThat(Snapshot.of(schema)).isEqualTo(before);

        // A service that was killed after its last statement and before Flyway noted it does all of it again.
        execute(schema, List.of("DELETE FROM " + FLYWAY + " WHERE version LIKE '2026.04.01.%'"));
        module.migrate(schema, EXACT);
        assertThat(Snapshot.of(schema)).isEqualTo(before);
    }

    @Test
    void customers_who_shared_a_balance_get_one_each() throws Exception {
        var schema = schemaAsBefore();
        var points = module("points-service");
        points.migrate(schema, BEFORE);
        execute(schema, List.of("""
                INSERT INTO points_entry (order_id, type, customer_id, points, created_at)
                VALUES ('1', 'AWARD', 'alice', 11, NOW(3)), ('2', 'AWARD', 'alice ', 5, NOW(3)), ('3', 'AWARD', 'bob', 2, NOW(3)),
                  ('4', 'AWARD', 'alice', 1, NOW(3))
                """, "INSERT INTO points_balance VALUES ('alice', 17), ('bob', 2)"));

        points.migrate(schema, EXACT);

        try (var connection = schema.connect()) {
            assertThat(Snapshot.list(connection, "SELECT * FROM points_balance ORDER BY 1"))
                    .containsExactly("alice|12", "alice |5", "bob|2");
        }
    }

    @Test
    void customers_who_shared_a_limit_get_one_each() throws Exception {
        var schema = schemaAsBefore();
        var orders = module("order-service");
        orders.migrate(schema, BEFORE);
        execute(schema, List.of("""
                INSERT INTO purchase (ticket, sale_id, epoch, customer_id, quantity, decision, decided_at, returned_at)
                VALUES ('1', 7, 1, 'alice ', 1, 'ORDERED', NOW(3), NULL), ('2', 7, 1, 'alice', 2, 'ORDERED', NOW(3), NULL),
                  ('3', 7, 1, 'alice', 1, 'ORDERED', NOW(3), NOW(3)), ('4', 8, 1, 'alice', 1, 'ORDERED', NOW(3), NULL)
                """, "INSERT INTO sale_customer VALUES (7, 'alice ', 3, 4), (8, 'alice', 1, 4)"));

        orders.migrate(schema, EXACT);

        try (var connection = schema.connect()) {
            assertThat(Snapshot.list(connection, "SELECT * FROM sale_customer ORDER BY 1, 2"))
                    .containsExactly("7|alice|2|4", "7|alice |1|4", "8|alice|1|4");
        }
    }

    @Test
    void a_sale_keeps_its_product_however_its_sku_was_spelt() throws Exception {
        var schema = schemaAsBefore();
        var orders = module("order-service");
        orders.migrate(schema, BEFORE);
        execute(schema, List.of("INSERT INTO sale VALUES (7, 1, 3, 'TEA-Gréen', 1, 'EUR', 3, 3, 0, 0, 2, 0)"));

        orders.migrate(schema, EXACT);

        try (var connection = schema.connect()) {
            assertThat(Snapshot.list(connection, "SELECT name FROM sale JOIN product USING (sku)"))
                    .containsExactly("Green tea, 100 g");
        }
    }

    private static Migrations module(String name) throws IOException {
        return modules().stream()
                .filter(module -> module.module().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** With the collation that every schema had before. */
    private static TestDatabase schemaAsBefore() throws SQLException {
        var schema = TestServers.get().freshSchema();
        execute(schema, List.of("ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci"));
        return schema;
    }

    private static void execute(TestDatabase schema, List<String> statements) throws SQLException {
        try (var connection = schema.connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
