package io.orderflow.dashboard.journal;

import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalStep;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between {@link JournalEntry} and a row of {@code journal_entry}. What is too long, too early or too late for its column is cut, not
 * refused: one odd entry would keep the others of its batch out.
 */
final class Columns {

    static final String ALL =
            "service, instance, at, step, request, topic, tag, message_key, message_id, tx_id, trace_id,"
                    + " born_at, consumer_group, attempt, outcome, micros, exception, reason, stack, next_at";

    static final int NAME = 64;
    static final int KEY = 128;
    private static final int ID = 64;
    private static final int TRACE = 32;
    private static final int WORD = 32;
    private static final int LINE = 255;

    private static final Instant FIRST = Instant.EPOCH;

    /** A day before the end, since rows may be written in another time zone. */
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private Columns() {}

    static void set(PreparedStatement insert, JournalBatch by, JournalEntry entry) throws SQLException {
        var failure = entry.failure();
        insert.setString(1, cut(by.service(), NAME));
        insert.setString(2, cut(by.instance(), NAME));
        insert.setTimestamp(3, timestamp(entry.at()));
        insert.setString(4, entry.step().name());
        insert.setString(5, cutOrNull(entry.request(), LINE));
        insert.setString(6, cutOrNull(entry.topic(), KEY));
        insert.setString(7, cutOrNull(entry.tag(), NAME));
        insert.setString(8, entry.keys().isEmpty() ? null : cut(entry.keys().getFirst(), KEY));
        insert.setString(9, cutOrNull(entry.messageId(), ID));
        insert.setString(10, cutOrNull(entry.txId(), ID));
        insert.setString(11, cutOrNull(entry.traceId(), TRACE));
        insert.setTimestamp(12, timestampOrNull(entry.bornAt()));
        insert.setString(13, cutOrNull(entry.group(), KEY));
        insert.setInt(14, entry.attempt());
        insert.setString(15, cut(entry.outcome(), WORD));
        insert.setLong(16, entry.micros());
        insert.setString(17, failure == null ? null : cut(failure.exception(), LINE));
        insert.setString(18, failure == null ? null : cutOrNull(failure.reason(), JournalEntry.Failure.REASON_LENGTH));
        insert.setString(19, failure == null ? null : cut(failure.stack(), JournalEntry.Failure.STACK_LENGTH));
        insert.setTimestamp(20, timestampOrNull(entry.nextAt()));
    }

    static Recorded read(ResultSet row) throws SQLException {
        var key = row.getString("message_key");
        var exception = row.getString("exception");
        var stack = row.getString("stack");
        return new Recorded(
                row.getString("service"),
                row.getString("instance"),
                new JournalEntry(
                        row.getTimestamp("at").toInstant(),
                        JournalStep.valueOf(row.getString("step")),
                        row.getString("request"),
                        row.getString("topic"),
                        row.getString("tag"),
                        key == null ? List.of() : List.of(key),
                        row.getString("message_id"),
                        row.getString("tx_id"),
                        row.getString("trace_id"),
                        instant(row.getTimestamp("born_at")),
                        row.getString("consumer_group"),
                        row.getInt("attempt"),
                        row.getString("outcome"),
                        row.getLong("micros"),
                        exception == null
                                ? null
                                : new JournalEntry.Failure(
                                        exception, row.getString("reason"), stack == null ? "" : stack),
                        instant(row.getTimestamp("next_at"))));
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static @Nullable String cutOrNull(@Nullable String text, int length) {
        return text == null ? null : cut(text, length);
    }

    static Timestamp timestamp(Instant at) {
        return Timestamp.from(storable(at));
    }

    /** Cut to the years that a database stores. */
    static Instant storable(Instant at) {
        if (at.isBefore(FIRST)) {
            return FIRST;
        }
        return at.isAfter(LAST) ? LAST : at;
    }

    private static @Nullable Timestamp timestampOrNull(@Nullable Instant at) {
        return at == null ? null : timestamp(at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
