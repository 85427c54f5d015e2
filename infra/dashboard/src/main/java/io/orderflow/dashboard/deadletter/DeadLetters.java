package io.orderflow.dashboard.deadletter;

import io.micronaut.core.type.Argument;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads stored dead letters, and moves them from state to state. */
@Singleton
class DeadLetters {

    private static final Argument<Map<String, String>> PROPERTIES = Argument.mapOf(String.class, String.class);

    private final JdbcOperations database;
    private final JsonMapper json;
    private final Clock clock;

    DeadLetters(JdbcOperations database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Optional<DeadLetter> find(long id) {
        return one("SELECT * FROM dead_letter WHERE id = ?", id);
    }

    /**
     * Prevents other transactions from changing it until this one ends.
     *
     * @return empty if there is none, or if another transaction is changing it now
     */
    @Transactional(propagation = io.micronaut.transaction.TransactionDefinition.Propagation.MANDATORY)
    Optional<DeadLetter> lock(long id) {
        return one("SELECT * FROM dead_letter WHERE id = ? FOR UPDATE SKIP LOCKED", id);
    }

    /** The dead letter as which a redelivered one came back. */
    @Transactional(readOnly = true)
    Optional<Long> cameBackAs(long id) {
        return database.prepareStatement("SELECT MAX(id) FROM dead_letter WHERE redelivery_of = ?", query -> {
            query.setLong(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() && rows.getObject(1) != null ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        });
    }

    /** @param edited what was sent instead of the body, if it was another */
    @Transactional
    void redelivered(long id, String messageId, Optional<byte[]> edited) {
        database.prepareStatement("""
                UPDATE dead_letter SET state = 'REDELIVERED', redeliveries = redeliveries + 1, redelivered_at = ?,
                  redelivered_message_id = ?, edited_body = ?
                WHERE id = ? AND state IN ('OPEN', 'REDELIVERED')
                """, update -> {
            update.setTimestamp(1, now());
            update.setString(2, messageId);
            update.setBytes(3, edited.orElse(null));
            update.setLong(4, id);
            return update.executeUpdate();
        });
    }

    /** @return whether it was still to be settled */
    @Transactional
    boolean settle(long id, DeadLetterState settled) {
        if (settled.actionable()) {
            throw new IllegalArgumentException(settled + " settles nothing");
        }
        return database.prepareStatement("""
                UPDATE dead_letter SET state = ?, resolved_at = ? WHERE id = ? AND state IN ('OPEN', 'REDELIVERED')
                """, update -> {
            update.setString(1, settled.name());
            update.setTimestamp(2, now());
            update.setLong(3, id);
            return update.executeUpdate() == 1;
        });
    }

    private Optional<DeadLetter> one(String sql, long id) {
        return database.prepareStatement(sql, query -> {
            query.setLong(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(letter(rows)) : Optional.empty();
            }
        });
    }

    private DeadLetter letter(ResultSet row) throws SQLException {
        long parent = row.getLong("redelivery_of");
        return new DeadLetter(
                row.getLong("id"),
                row.getString("consumer_group"),
                row.getString("producer_group"),
                row.getString("topic"),
                row.getString("tag"),
                row.getString("message_key"),
                row.getString("message_id"),
                row.getString("origin_message_id"),
                row.getString("tx_id"),
                row.getBytes("body"),
                properties(row.getString("properties")),
                row.getInt("attempts"),
                row.getTimestamp("born_at").toInstant(),
                row.getTimestamp("dead_at").toInstant(),
                row.getString("exception"),
                row.getString("reason"),
                row.getString("fingerprint"),
                row.getTimestamp("learned_at") != null,
                DeadLetterState.valueOf(row.getString("state")),
                parent == 0 ? null : parent,
                row.getInt("redeliveries"),
                instant(row.getTimestamp("redelivered_at")),
                row.getString("redelivered_message_id"),
                row.getBytes("edited_body"),
                instant(row.getTimestamp("resolved_at")));
    }

    private Map<String, String> properties(String text) {
        try {
            return json.readValue(text, PROPERTIES);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
