package io.orderflow.invariants.schema;

import io.orderflow.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What a migration of the text's collation must leave as it is: rows, columns, keys and foreign keys, by table. */
record Snapshot(TreeMap<String, List<String>> rows, List<String> columns, List<String> keys, List<String> foreignKeys) {

    private static final String HISTORY = "flyway_schema_history";

    static Snapshot of(TestDatabase schema) throws SQLException {
        try (var connection = schema.connect()) {
            var rows = new TreeMap<String, List<String>>();
            for (String table : list(connection, "SHOW TABLES")) {
                if (!table.equals(HISTORY)) {
                    rows.put(table, list(connection, "SELECT * FROM " + table + " ORDER BY 1, 2"));
                }
            }
            return new Snapshot(rows, list(connection, """
                            SELECT table_name, column_name, ordinal_position, REPLACE(column_type, 'varchar', 'char'),
                              is_nullable, column_default, column_comment, extra
                            FROM information_schema.columns
                            WHERE table_schema = DATABASE() AND table_name <> 'flyway_schema_history'
                            ORDER BY table_name, ordinal_position
                            """), list(connection, """
                            SELECT table_name, index_name, non_unique, seq_in_index, column_name
                            FROM information_schema.statistics WHERE table_schema = DATABASE()
                            ORDER BY table_name, index_name, seq_in_index
                            """), list(connection, """
                            SELECT table_name, constraint_name, column_name, referenced_table_name, referenced_column_name
                            FROM information_schema.key_column_usage
                            WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
                            ORDER BY table_name, constraint_name
                            """));
        }
    }

    /** Rows as text, with a bar after each value, so that spaces at the end show. */
    static List<String> list(Connection connection, String sql) throws SQLException {
        var lines = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var line = new StringJoiner("|");
                for (int column = 1; column <= columns; column++) {
                    line.add(String.valueOf(rows.getString(column)));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
