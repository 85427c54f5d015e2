package io.orderflow.messaging;

import io.orderflow.testkit.TestDatabase;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plain JDBC transactions on a MySQL schema of its own: one connection each. */
final class JdbcTransactions implements Transactions {

    private final TestDatabase database = TestServers.get().freshSchema();
    private final ThreadLocal<@Nullable Connection> open = new ThreadLocal<>();

    /** @param tables statements that create those beside the fence */
    JdbcTransactions(String... tables) throws Exception {
        execute(script("/db/messaging/publish/V2026_01_01_01__tx_fence.sql"));
        execute(script("/db/messaging/publish/V2026_04_01_01__exact_text.sql"));
        for (String table : tables) {
            execute(table);
        }
    }

    @Override
    public <R> R inTransaction(Work<R> work) throws Exception {
        try (var connection = database.connect()) {
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
    int execute(String sql, Object... parameters) throws Exception {
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

    private static String script(String path) throws IOException {
        try (InputStream in = JdbcTransactions.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
