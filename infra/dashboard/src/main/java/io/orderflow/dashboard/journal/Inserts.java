package io.orderflow.dashboard.journal;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;

/** The journal's INSERTs, many rows to a statement (the driver rewrites JDBC batches), in the transaction that is open. */
final class Inserts {

    /** A prepared statement takes 65,535 values at most. */
    private static final int ROWS_AT_ONCE = 500;

    private Inserts() {}

    @FunctionalInterface
    private interface Row<T> {
        void set(PreparedStatement insert, T value) throws SQLException;
    }

    static void batches(JdbcOperations database, Collection<JournalBatch> batches) {
        insertAll(database, """
                INSERT INTO journal_batch (service, instance, number, shipped_at) VALUES (?, ?, ?, ?)
                """, batches, (insert, batch) -> {
            insert.setString(1, Columns.cut(batch.service(), Columns.NAME));
            insert.setString(2, Columns.cut(batch.instance(), Columns.NAME));
            insert.setLong(3, batch.number());
            insert.setTimestamp(4, Columns.timestamp(batch.shippedAt()));
        });
    }

    static void entries(JdbcOperations database, Collection<JournalBatch> batches) {
        record BatchEntry(JournalBatch by, JournalEntry entry) {}
        List<BatchEntry> all = batches.stream()
                .flatMap(batch -> batch.entries().stream().map(entry -> new BatchEntry(batch, entry)))
                .toList();
        insertAll(database, """
                INSERT INTO journal_entry (service, instance, at, step, request, topic, tag, message_key, message_id, tx_id,
                  trace_id, born_at, consumer_group, attempt, outcome, micros, exception, reason, stack, next_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, all, (insert, told) -> Columns.set(insert, told.by(), told.entry()));
    }

    static void members(JdbcOperations database, Collection<JournalBatch> batches) {
        record Member(String member, String key, Timestamp at) {}
        List<Member> all = batches.stream()
                .flatMap(batch -> batch.entries().stream())
                .filter(entry -> entry.keys().size() > 1)
                .flatMap(entry -> entry.keys().stream()
                        .skip(1)
                        .map(member -> new Member(
                                Columns.cut(member, Columns.KEY),
                                Columns.cut(entry.keys().getFirst(), Columns.KEY),
                                Columns.timestamp(entry.at()))))
                .toList();
        // A message that was grouped twice under one key is one all the same.
        insertAll(database, """
                INSERT INTO journal_member (member, message_key, at) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE at = journal_member.at
                """, all, (insert, member) -> {
            insert.setString(1, member.member());
            insert.setString(2, member.key());
            insert.setTimestamp(3, member.at());
        });
    }

    static void gaps(JdbcOperations database, Collection<Gap> gaps) {
        insertAll(database, """
                INSERT INTO journal_gap (minute, service, sampled_one_in, lost_failures, lost_successes) VALUES (?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE sampled_one_in = GREATEST(sampled_one_in, VALUES(sampled_one_in)),
                  lost_failures = lost_failures + VALUES(lost_failures), lost_successes = lost_successes + VALUES(lost_successes)
                """, gaps, (insert, gap) -> {
            insert.setTimestamp(1, Columns.timestamp(gap.minute()));
            insert.setString(2, Columns.cut(gap.service(), Columns.NAME));
            insert.setInt(3, gap.sampledOneIn());
            insert.setLong(4, gap.lostFailures());
            insert.setLong(5, gap.lostSuccesses());
        });
    }

    private static <T> void insertAll(JdbcOperations database, String sql, Collection<T> values, Row<T> row) {
        if (values.isEmpty()) {
            return;
        }
        database.prepareStatement(sql, insert -> {
            int waiting = 0;
            for (T value : values) {
                row.set(insert, value);
                insert.addBatch();
                if (++waiting == ROWS_AT_ONCE) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                insert.executeBatch();
            }
            return values.size();
        });
    }
}
