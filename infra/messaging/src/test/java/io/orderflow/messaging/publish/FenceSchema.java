package io.orderflow.messaging.publish;

import io.orderflow.messaging.Transactions;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/** A schema with a fence and a table of notes, and plain JDBC transactions on it: one connection each. */
final class FenceSchema {

    private static FenceSchema shared;

    private final TestDatabase database;
    private final ThreadLocal<Connection> open = new ThreadLocal<>();

    private FenceSchema(TestDatabase database) {
        this.database = database;
    }

    static synchronized FenceSchema shared() {
        if (shared == null) {
            shared = new FenceSchema(TestServers.get().freshSchema());
            try (var connection = shared.connect();
                    var statement = connection.createStatement()) {
                statement.execute(migration());
                statement.execute("CREATE TABLE note (text VARCHAR(100) PRIMARY KEY)");
            } catch (SQLException | IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return shared;
    }

    Transactions transactions() {
        return new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                try (var connection = connect()) {
                    connection.setAutoCommit(false);
                    open.set(connection);
                    try {
                        R result = work.on(connection);
                        connection.commit();
                        return result;
                    } catch (Exception failure) {
                        connection.rollback();
                        throw failure;
                    } finally {
                        open.remove();
                    }
                }
            }
        };
    }

    /** Into the transaction that this thread has open. */
    void write(String note) throws SQLException {
        try (var insert = open.get().prepareStatement("INSERT INTO note (text) VALUES (?)")) {
            insert.setString(1, note);
            insert.executeUpdate();
        }
    }

    boolean has(String note) {
        return exists("SELECT 1 FROM note WHERE text = '" + note + "'");
    }

    /** Whether another connection is in the middle of inserting a fence: it can only be waiting for a lock. */
    boolean somebodyWaitsForTheFence() {
        return exists("SELECT 1 FROM information_schema.processlist WHERE info LIKE 'INSERT INTO tx_fence%'");
    }

    void age(String txId, Duration by) throws SQLException {
        try (var connection = connect();
                var update = connection.prepareStatement(
                        "UPDATE tx_fence SET decided_at = decided_at - INTERVAL ? SECOND WHERE tx_id = ?")) {
            update.setLong(1, by.toSeconds());
            update.setString(2, txId);
            update.executeUpdate();
        }
    }

    private boolean exists(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION innodb_lock_wait_timeout = 2");
        }
        return connection;
    }

    private static String migration() throws IOException {
        try (InputStream in =
                FenceSchema.class.getResourceAsStream("/db/messaging/publish/V2026_01_01_01__tx_fence.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
