package io.orderflow.dashboard.deadletter;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The dashboard's own copy of why each attempt failed. */
@Singleton
class AttemptCopies {

    /** A service that has not reported within a day won't. */
    private static final Duration ASK_FOR = Duration.ofDays(1);

    private static final int AT_ONCE = 200;

    private final JdbcOperations database;
    private final Clock clock;

    AttemptCopies(JdbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A dead letter whose reason is not known. */
    record Unknown(long id, String group, String messageId) {}

    /** @return the latest first */
    @Transactional(readOnly = true)
    List<Unknown> unknown() {
        return database.prepareStatement("""
                SELECT id, consumer_group, message_id FROM dead_letter
                WHERE learned_at IS NULL AND taken_at > ? AND consumer_group <> '' ORDER BY taken_at DESC LIMIT ?
                """, query -> {
            query.setTimestamp(1, Timestamp.from(clock.instant().minus(ASK_FOR)));
            query.setInt(2, AT_ONCE);
            var unknown = new ArrayList<Unknown>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    unknown.add(new Unknown(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
            return unknown;
        });
    }

    /** Learning the same again changes nothing. */
    @Transactional
    void keep(long letter, List<Attempt> attempts) {
        database.prepareStatement("""
                INSERT INTO dead_letter_attempt (letter_id, attempt, failed_at, disposition, exception, reason, stack_trace)
                VALUES (?, ?, ?, ?, ?, ?, ?) AS new ON DUPLICATE KEY UPDATE failed_at = new.failed_at,
                  disposition = new.disposition, exception = new.exception, reason = new.reason,
                  stack_trace = new.stack_trace
                """, insert -> {
            for (var attempt : attempts) {
                insert.setLong(1, letter);
                insert.setInt(2, attempt.attempt());
                insert.setTimestamp(3, Timestamp.from(attempt.failedAt()));
                insert.setString(4, attempt.disposition());
                insert.setString(5, attempt.exception());
                insert.setString(6, attempt.reason());
                insert.setString(7, attempt.stack());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
        describe(letter, attempts.getLast());
    }

    @Transactional(readOnly = true)
    List<Attempt> of(long letter) {
        return database.prepareStatement(
                "SELECT %s FROM dead_letter_attempt WHERE letter_id = ? ORDER BY attempt".formatted(Attempt.COLUMNS),
                query -> {
                    query.setLong(1, letter);
                    try (var rows = query.executeQuery()) {
                        return Attempt.all(rows);
                    }
                });
    }

    private void describe(long letter, Attempt last) {
        database.prepareStatement(
                "UPDATE dead_letter SET exception = ?, reason = ?, fingerprint = ?, learned_at = ? WHERE id = ?",
                update -> {
                    update.setString(1, last.exception());
                    update.setString(2, last.reason());
                    update.setString(3, Fingerprint.of(last.exception(), last.stack()));
                    update.setTimestamp(4, Timestamp.from(clock.instant()));
                    update.setLong(5, letter);
                    return update.executeUpdate();
                });
    }
}
