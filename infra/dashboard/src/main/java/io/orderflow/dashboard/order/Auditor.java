package io.orderflow.dashboard.order;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** Reads the services' own schemas as a user that may read them all and write none. */
@Singleton
class Auditor {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DataSource database;

    Auditor(@Named("auditor") DataSource database) {
        // Each question takes a connection of its own, whatever transaction is open.
        this.database = DelegatingDataSource.unwrapDataSource(database);
    }

    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param sql with the arguments' places in order */
    <T> List<T> ask(String sql, Collection<String> arguments, Row<T> row) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(Math.toIntExact(PATIENCE.toSeconds()));
            int next = 1;
            for (String argument : arguments) {
                query.setString(next++, argument);
            }
            try (var rows = query.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        }
    }

    static String places(Collection<String> arguments) {
        return String.join(", ", Collections.nCopies(arguments.size(), "?"));
    }
}
