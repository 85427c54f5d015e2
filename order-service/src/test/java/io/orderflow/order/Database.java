package io.orderflow.order;

import io.orderflow.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The service's schema, read from outside. */
public final class Database {

    private final TestDatabase database;

    public Database(TestDatabase database) {
        this.database = database;
    }

    public long ordersWithKey(String customer, String key) {
        return count("SELECT COUNT(*) FROM orders WHERE customer_id = ? AND idempotency_key = ?", customer, key);
    }

    public boolean hasOrder(String orderId) {
        return count("SELECT COUNT(*) FROM orders WHERE id = ?", orderId) == 1;
    }

    public String idOf(String customer, String key) {
        return query("SELECT id FROM orders WHERE customer_id = ? AND idempotency_key = ?", customer, key);
    }

    public boolean isSeen(String orderId) {
        return count("SELECT COUNT(*) FROM orders WHERE id = ? AND seen_at IS NOT NULL", orderId) == 1;
    }

    public long count(String query, String... parameters) {
        return Long.parseLong(query(query, parameters));
    }

    public String query(String query, String... parameters) {
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

    /** The first column of each row. */
    public List<String> list(String query, String... parameters) {
        try (var connection = connect();
                var select = connection.prepareStatement(query)) {
            for (int index = 0; index < parameters.length; index++) {
                select.setString(index + 1, parameters[index]);
            }
            try (var rows = select.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public int update(String statement, String... parameters) {
        try (var connection = connect();
                var update = connection.prepareStatement(statement)) {
            for (int index = 0; index < parameters.length; index++) {
                update.setString(index + 1, parameters[index]);
            }
            return update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A transaction of "another instance" that has this key in flight; closing it rolls it back. */
    public HeldKey holdKey(String customer, String key) throws SQLException {
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

    public record HeldKey(Connection connection) implements AutoCloseable {

        public boolean isOpen() throws SQLException {
            return !connection.isClosed();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
