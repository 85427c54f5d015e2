package io.orderflow.messaging.schema;

import io.orderflow.messaging.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that this library writes, in the application's own schema.
 *
 * <p>Each has its scripts, numbered from 1, which may run again. Those that {@link #install} has run are in the table {@code
 * orderflow_schema}, and in no history of the application's: its migrations keep their own numbers.
 */
public enum LibraryTable {

    /** Where something is published in a transaction: see {@link io.orderflow.messaging.publish.Fence}. */
    TX_FENCE(1),
    /** Where something is consumed: see {@link io.orderflow.messaging.consume.JdbcFailureJournal}. */
    DELIVERY_FAILURE(1);

    private static final String HISTORY = """
            CREATE TABLE IF NOT EXISTS orderflow_schema (
              table_name   VARCHAR(64)  NOT NULL PRIMARY KEY,
              version      INT          NOT NULL,
              installed_at TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3) NOT NULL
            )
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int latest;

    LibraryTable(int latest) {
        this.latest = latest;
    }

    /** As it is in the database. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The paths of its scripts in the classpath, in the order in which they run. */
    public List<String> scripts(Database database) {
        String folder = database == Database.MYSQL ? "mysql" : "standard";
        return IntStream.rangeClosed(1, latest)
                .mapToObj(number -> "db/messaging/schema/%s/%s-%d.sql".formatted(folder, tableName(), number))
                .toList();
    }

    /** What is in {@link #scripts}. */
    public String ddl(Database database) {
        return scripts(database).stream().map(LibraryTable::text).collect(Collectors.joining());
    }

    /**
     * Makes each of {@code tables} that is missing and brings an older one up to date; rows stay. Instances that start at the
     * same time wait for each other; in H2, only those of one process.
     *
     * @param connection not in auto-commit mode; its transaction is committed. Its user may create and alter tables
     * @throws IllegalArgumentException if it is in auto-commit mode
     * @throws SQLTimeoutException if, on MySQL, another instance takes longer than 60 s
     */
    public static void install(Connection connection, Set<LibraryTable> tables) throws SQLException {
        install(connection, tables, PATIENCE);
    }

    static void install(Connection connection, Set<LibraryTable> tables, Duration patience) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalArgumentException("Tables are installed in a transaction: switch auto-commit off");
        }
        var database = Database.of(connection);
        switch (database) {
            case MYSQL -> {
                // Each change of a table commits, so the lock has to outlive transactions.
                lock(connection, patience);
                try {
                    installAll(connection, database, tables);
                } finally {
                    execute(connection, "DO RELEASE_LOCK('orderflow_schema')");
                }
            }
            case POSTGRESQL -> {
                execute(connection, "SELECT pg_advisory_xact_lock(hashtext('orderflow_schema'))");
                installAll(connection, database, tables);
            }
            // It has no lock to ask for, and a CREATE INDEX IF NOT EXISTS fails beside another one.
            case H2 -> {
                synchronized (LibraryTable.class) {
                    installAll(connection, database, tables);
                }
            }
        }
    }

    private static void lock(Connection connection, Duration patience) throws SQLException {
        try (var lock = connection.prepareStatement("SELECT GET_LOCK('orderflow_schema', ?)")) {
            lock.setLong(1, patience.toSeconds());
            try (var locked = lock.executeQuery()) {
                if (!locked.next() || locked.getInt(1) != 1) {
                    throw new SQLTimeoutException(
                            "Another instance has been installing orderflow's tables for %d s; nothing was changed, start again"
                                    .formatted(patience.toSeconds()));
                }
            }
        }
    }

    private static void installAll(Connection connection, Database database, Set<LibraryTable> tables)
            throws SQLException {
        execute(connection, HISTORY);
        for (LibraryTable table : tables) {
            table.install(connection, database);
        }
        // Before another instance looks.
        connection.commit();
    }

    private void install(Connection connection, Database database) throws SQLException {
        int installed = installed(connection);
        if (installed >= latest) {
            return;
        }
        for (String script : scripts(database).subList(installed, latest)) {
            for (String statement : statements(text(script))) {
                execute(connection, statement);
            }
        }
        String note = installed == 0
                ? "INSERT INTO orderflow_schema (version, table_name) VALUES (?, ?)"
                : "UPDATE orderflow_schema SET version = ?, installed_at = CURRENT_TIMESTAMP(3) WHERE table_name = ?";
        try (var update = connection.prepareStatement(note)) {
            update.setInt(1, latest);
            update.setString(2, tableName());
            update.executeUpdate();
        }
    }

    private int installed(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT version FROM orderflow_schema WHERE table_name = ?")) {
            select.setString(1, tableName());
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Comments have a line of their own, and a semicolon ends a line. */
    private static List<String> statements(String script) {
        String code = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(\\n|$)"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String text(String script) {
        try (InputStream in = LibraryTable.class.getResourceAsStream("/" + script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is not in the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
