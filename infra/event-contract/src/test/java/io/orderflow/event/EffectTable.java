package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service's own table with one row per order, and its journal of failures. */
public final class EffectTable {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestDatabase database;
    private final String table;

    public EffectTable(TestDatabase database, String table) {
        this.database = database;
        this.table = table;
    }

    /** One row of {@code delivery_failure}. */
    public record Failure(int attempt, String disposition, String exception, String reason) {}

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    String schema() {
        return database.schema();
    }

    /** Waits for the order's effect; there is never a second one. */
    public void awaitOne(OrderPlaced order) {
        await("effect of order " + order.orderId()).atMost(SOON).until(() -> count(order) > 0);
        assertThat(count(order)).isEqualTo(1);
    }

    public long count(OrderPlaced order) {
        return query("SELECT COUNT(*) FROM " + table + " WHERE order_id = ?", order.orderId(), row -> row.getLong(1))
                .getFirst();
    }

    /** How long ago, by the order's row, it was stored; wrong by hours if a time zone got in between. */
    public Duration age(OrderPlaced order) {
        return query(
                        "SELECT TIMESTAMPDIFF(SECOND, created_at, UTC_TIMESTAMP(3)) FROM " + table
                                + " WHERE order_id = ?",
                        order.orderId(),
                        row -> Duration.ofSeconds(row.getLong(1)))
                .getFirst();
    }

    /** Oldest first. */
    public List<String> ordersOf(String customer) {
        return query(
                "SELECT order_id FROM " + table + " WHERE customer_id = ? ORDER BY id",
                customer,
                row -> row.getString(1));
    }

    /** By attempt. */
    List<Failure> failures(String key) {
        return query(
                "SELECT attempt, disposition, exception, reason FROM delivery_failure WHERE message_key = ? ORDER BY attempt",
                key,
                row -> new Failure(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)));
    }

    private <T> List<T> query(String sql, String argument, Row<T> read) {
        try (var connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(read.read(rows));
                }
                return found;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
