package io.orderflow.dashboard.audit;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.operator.audit.AuditText;
import io.orderflow.operator.audit.RecordedRequest;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

/**
 * Keeps what operators did, in the words of what they did. A row is written once and never changed, for what failed as well.
 * Each request that changes something has a row of {@code operator-audit} before that; these belong to it.
 */
@Singleton
public class Audit {

    private static final int NAME = 64;
    private static final int SUBJECT = 255;
    private static final int LONG_TEXT = 1_000;

    private final JdbcOperations database;
    private final Clock clock;

    Audit(JdbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * In the transaction of the change itself where that is one in the dashboard's schema.
     *
     * @param action as a verb: {@code redeliver}, {@code reset-offset}
     * @param subject what it was done to: {@code dead-letter:17}, {@code group:points-service}
     * @param reason in the operator's words; empty where none is asked for
     * @param result what came of it
     */
    @Transactional
    public void record(String actor, String action, String subject, String reason, String result) {
        database.prepareStatement("""
                INSERT INTO operator_action (at, actor, action, subject, reason, result, request_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """, insert -> {
            insert.setTimestamp(1, Timestamp.from(clock.instant()));
            insert.setString(2, AuditText.line(actor, NAME));
            insert.setString(3, AuditText.line(action, NAME));
            insert.setString(4, AuditText.line(subject, SUBJECT));
            insert.setString(5, AuditText.line(reason, LONG_TEXT));
            insert.setString(6, AuditText.line(result, LONG_TEXT));
            insert.setString(7, RecordedRequest.id());
            return insert.executeUpdate();
        });
    }

    /** @return the latest first */
    @Transactional(readOnly = true)
    public List<OperatorAction> latest(int limit) {
        return database.prepareStatement("""
                SELECT at, actor, action, subject, reason, result FROM operator_action ORDER BY id DESC LIMIT ?
                """, query -> {
            query.setInt(1, limit);
            try (var rows = query.executeQuery()) {
                return OperatorAction.all(rows);
            }
        });
    }

    /** @return what was done to {@code subject}, in the order in which it was done */
    @Transactional(readOnly = true)
    public List<OperatorAction> about(String subject) {
        return database.prepareStatement("""
                SELECT at, actor, action, subject, reason, result FROM operator_action WHERE subject = ? ORDER BY id
                """, query -> {
            query.setString(1, subject);
            try (var rows = query.executeQuery()) {
                return OperatorAction.all(rows);
            }
        });
    }
}
