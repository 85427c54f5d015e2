package io.orderflow.dashboard.order;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dead letters of an order, why their attempts failed, and what operators did about them; from this console's own tables. */
@Singleton
class OrderDeadLetters {

    /** What the store keeps of one order. */
    record Kept(List<Step> steps, List<FailedAttempt> failures) {}

    private final JdbcOperations database;

    OrderDeadLetters(JdbcOperations database) {
        this.database = database;
    }

    @Transactional(readOnly = true)
    public Kept about(Collection<String> keys) {
        List<Step> steps = new ArrayList<>();
        steps.addAll(all("""
                SELECT id, consumer_group, topic, message_id, state, attempts, dead_at, exception, reason FROM dead_letter
                WHERE message_key IN (%s) ORDER BY dead_at LIMIT 100
                """, keys, OrderDeadLetters::letter));
        steps.addAll(all("""
                SELECT action.at, action.actor, action.action, action.reason, action.result, letter.consumer_group
                FROM dead_letter letter JOIN operator_action action ON action.subject = CONCAT('dead-letter:', letter.id)
                WHERE letter.message_key IN (%s) ORDER BY action.at LIMIT 200
                """, keys, OrderDeadLetters::action));
        return new Kept(steps, all("""
                SELECT letter.consumer_group, letter.origin_message_id AS message_id, attempt.attempt, attempt.failed_at,
                  letter.topic, letter.tag, letter.message_key, attempt.disposition, attempt.exception, attempt.reason,
                  attempt.stack_trace
                FROM dead_letter letter JOIN dead_letter_attempt attempt ON attempt.letter_id = letter.id
                WHERE letter.message_key IN (%s) ORDER BY attempt.failed_at LIMIT 500
                """, keys, FailedAttempt::read));
    }

    /** Keys of the dead letters that carry this text as key or message id. */
    @Transactional(readOnly = true)
    public List<String> find(String text) {
        return all("""
                SELECT DISTINCT message_key FROM (
                  SELECT message_key FROM dead_letter WHERE message_key IN (%s)
                  UNION SELECT message_key FROM dead_letter WHERE message_id = ?) AS found
                """, List.of(text), 2, row -> row.getString(1));
    }

    private static Step letter(ResultSet row) throws SQLException {
        var group = row.getString("consumer_group");
        var exception = row.getString("exception");
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("letter", row.getString("id"));
        facts.put("state", row.getString("state"));
        facts.put("topic", row.getString("topic"));
        facts.put("message-id", row.getString("message_id"));
        return new Step(
                row.getTimestamp("dead_at").toInstant(),
                group.isEmpty() ? Step.BROKER : Service.titleOf(group),
                Kind.DEAD_LETTER,
                "KEPT",
                group.isEmpty() ? null : group,
                row.getInt("attempts"),
                null,
                null,
                exception.isEmpty() ? null : new Step.Failure(exception, row.getString("reason"), ""),
                facts);
    }

    private static Step action(ResultSet row) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        for (var fact : List.of("actor", "reason", "result", "consumer_group")) {
            facts.put(fact.replace('_', '-'), row.getString(fact));
        }
        return new Step(
                row.getTimestamp("at").toInstant(),
                Step.OPERATOR,
                Kind.OPERATOR,
                row.getString("action"),
                null,
                0,
                null,
                null,
                null,
                facts);
    }

    private <T> List<T> all(String sql, Collection<String> keys, Auditor.Row<T> row) {
        return all(sql, keys, 1, row);
    }

    /** @param times how often the keys stand in the statement */
    private <T> List<T> all(String sql, Collection<String> keys, int times, Auditor.Row<T> row) {
        return database.prepareStatement(sql.formatted(Auditor.places(keys)), query -> {
            int next = 1;
            for (int time = 0; time < times; time++) {
                for (String key : keys) {
                    query.setString(next++, key);
                }
            }
            try (var rows = query.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        });
    }
}
