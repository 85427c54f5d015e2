package io.orderflow.operator.audit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;

/** Table {@code operator_action} of this service's schema, of which rows are only ever added. */
@Singleton
@Requires(beans = {DataSource.class, Clock.class})
public class OperatorActions {

    private static final int NAME = 64;
    private static final int SUBJECT = 255;
    private static final int TEXT = 1_000;

    private final DataSource database;
    private final Clock clock;

    OperatorActions(DataSource database, Clock clock) {
        // A row stays, whatever becomes of the transaction that is open.
        this.database = DelegatingDataSource.unwrapDataSource(database);
        this.clock = clock;
    }

    /**
     * Adds a row in a transaction of its own. What is too long is cut.
     *
     * @throws SQLException if it is not certain that the row is there
     */
    public void add(OperatorAction action) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        INSERT INTO operator_action (at, request_id, trace_id, actor, action, subject, reason, result)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setTimestamp(1, Timestamp.from(clock.instant()));
            insert.setString(2, action.requestId());
            insert.setString(3, action.traceId());
            insert.setString(4, AuditText.line(action.actor(), NAME));
            insert.setString(5, AuditText.line(action.action(), NAME));
            insert.setString(6, AuditText.line(action.subject(), SUBJECT));
            insert.setString(7, AuditText.line(action.reason(), TEXT));
            insert.setString(8, AuditText.line(action.result(), TEXT));
            insert.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
