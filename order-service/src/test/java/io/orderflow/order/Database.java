package io.orderflow.order;

import io.orderflow.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The service's schema, read from outside. */
final class Database {

    private final TestDatabase database;

    Database(TestDatabase database) {
        this.database = database;
    }

    long ordersWithKey(String customer, String key) {
        return count("SELECT COUNT(*) FROM orders WHERE customer_id = ? AND idempotency_key = ?", customer, key);
    }

    boolean hasOrder(String orderId) {
        return count("SELECT COUNT(*) FROM orders WHERE id = ?", orderId) == 1;
    }

    String idOf(String customer, String key) {
        return query("SELECT id FROM orders WHERE customer_id = ? AND idempotency_key = ?", customer, key);
    }

    boolean isSeen(String orderId) {
        return count("SELECT COUNT(*) FROM orders WHERE id = ? AND seen_at IS NOT NULL", orderId) == 1;
    }

    long count(String query, String... parameters) {
        return Long.parseLong(query(query, parameters));
    }

    private String query(String query, String... parameters) {
        try (var connection = connect();
                var select = connection.prepareStatement(query)) {
            for (int index = 0; index < parameters.length; index++) {
                select.setString(index + 1, parameters[index]);
            }
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A transaction of "another instance" that has this key in flight; closing it rolls it back. */
    HeldKey holdKey(String customer, String key) throws SQLException {
        var connection = connect();
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                INSERT INTO orders (id, customer_id, idempotency_key, request_hash, status, total, currency, placed_at, resend_after)
                VALUES (UUID(), ?, ?, '', 'PLACED', 0, 'EUR', NOW(3), NOW(3))
                """)) {
            insert.setString(1, customer);
            insert.setString(2, key);
            insert.executeUpdate();
        }
        return new HeldKey(connection);
    }

    record HeldKey(Connection connection) implements AutoCloseable {

        boolean isOpen() throws SQLException {
            return !connection.isClosed();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
