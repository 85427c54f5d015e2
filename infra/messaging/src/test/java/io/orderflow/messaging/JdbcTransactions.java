package io.orderflow.messaging;

import io.orderflow.messaging.schema.LibraryTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain JDBC transactions, each on a connection of its own. */
public final class JdbcTransactions implements Transactions {

    private final Connections connections;
    private final ThreadLocal<@Nullable Connection> open = new ThreadLocal<>();

    /** Opens a connection. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    public JdbcTransactions(Connections connections) {
        this.connections = connections;
    }

    /**
     * On a database of its own, H2 in memory, which lives as long as the JVM.
     *
     * @param tables statements that create those beside the library's
     */
    static JdbcTransactions inMemory(String... tables) {
        String url = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
        var transactions = new JdbcTransactions(() -> DriverManager.getConnection(url));
        try {
            transactions.install();
            for (String table : tables) {
                transactions.execute(table);
            }
        } catch (Exception refused) {
            throw new IllegalStateException(refused);
        }
        return transactions;
    }

    /** The library's tables. */
    public void install() throws Exception {
        inTransaction(connection -> {
            LibraryTable.install(connection, EnumSet.allOf(LibraryTable.class));
            return true;
        });
    }

    @Override
    public <R> R inTransaction(Work<R> work) throws Exception {
        try (var connection = connections.open()) {
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

    @Override
    public boolean isOpen() {
        return open.get() != null;
    }

    /** In the transaction that is open on this thread, or else in one of its own. */
    public int execute(String sql, Object... parameters) throws Exception {
        var connection = open.get();
        return connection == null
                ? inTransaction(own -> update(own, sql, parameters))
                : update(connection, sql, parameters);
    }

    /** The first column of the only row. */
    long number(String query) throws Exception {
        return inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
