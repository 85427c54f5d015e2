package io.orderflow.load.floor;

import io.orderflow.load.stack.LocalStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The floor of a consumer: the very rows that it has written, written once more into a table of the same definition by a plain
 * loop on one connection, one INSERT of many rows and one commit at a time. No broker, no claim, no balance.
 */
public final class EffectLoop {

    private static final int BATCH = 128;
    /** Assigned by the database. */
    private static final String ID = "id";

    private final LocalStack stack;

    public EffectLoop(LocalStack stack) {
        this.stack = stack;
    }

    /**
     * No floor of orders may be open meanwhile: the tables are made in the same schema.
     *
     * @param migrations of the consumer, relative to the checkout
     * @param table as in its schema, with the schema's name
     * @return rows per second
     */
    public double perSecond(Connection auditor, String migrations, String table, String customerPrefix)
            throws SQLException, IOException {
        var columns = columns(auditor, table);
        var rows = rows(auditor, table, columns, customerPrefix);
        var settings = ConnectionSettings.ofOrderService(stack.root());
        try (var floor = stack.connect(FloorTransactions.OWNER, FloorTransactions.FLOOR, settings)) {
            floor.setAutoCommit(false);
            FloorTables.recreate(floor, stack.root(), List.of(migrations));
            long begin = System.nanoTime();
            insert(floor, table.substring(table.indexOf('.') + 1), columns, rows);
            return rows.size() / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static List<String> columns(Connection auditor, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = auditor.createStatement();
                var none = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                columns.add(none.getMetaData().getColumnName(column));
            }
        }
        columns.remove(ID);
        return columns;
    }

    private static List<Object[]> rows(Connection auditor, String table, List<String> columns, String customerPrefix)
            throws SQLException {
        var rows = new ArrayList<Object[]>();
        try (var select = auditor.prepareStatement("SELECT %s FROM %s WHERE customer_id LIKE ? ORDER BY id"
                .formatted(String.join(", ", columns), table))) {
            select.setString(1, customerPrefix + "%");
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    var row = new Object[columns.size()];
                    for (int column = 0; column < row.length; column++) {
                        row[column] = found.getObject(column + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static void insert(Connection floor, String table, List<String> columns, List<Object[]> rows)
            throws SQLException {
        for (int first = 0; first < rows.size(); first += BATCH) {
            var batch = rows.subList(first, Math.min(rows.size(), first + BATCH));
            try (var insert = floor.prepareStatement(statement(table, columns, batch.size()))) {
                fill(insert, batch);
                insert.executeUpdate();
            }
            floor.commit();
        }
    }

    private static void fill(PreparedStatement insert, List<Object[]> batch) throws SQLException {
        int parameter = 1;
        for (Object[] row : batch) {
            for (Object value : row) {
                insert.setObject(parameter++, value);
            }
        }
    }

    static String statement(String table, List<String> columns, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return "INSERT INTO %s (%s) VALUES %s"
                .formatted(table, String.join(", ", columns), String.join(", ", Collections.nCopies(rows, row)));
    }
}
