package io.orderflow.dashboard.deadletter;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds dead letters by what an operator knows about them. */
@Singleton
class DeadLetterSearch {

    private static final int PAGE = 50;
    private static final int MOST_KINDS = 100;

    private final JdbcOperations database;
    private final Clock clock;

    DeadLetterSearch(JdbcOperations database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param next where the next page begins; null on the last one */
    record Page(List<DeadLetterLine> lines, @Nullable Long next) {

        Page {
            lines = List.copyOf(lines);
        }
    }

    /** One that is to be redelivered, as it was when that was decided. */
    record Candidate(long id, String group, String key, int redeliveries) {}

    /** @param before only those that came earlier than this one; the newest come first */
    @Transactional(readOnly = true)
    Page page(DeadLetterFilter filter, @Nullable Long before) {
        var where = Conditions.of(filter, clock.instant());
        if (before != null) {
            where.and("id < ?", before);
        }
        List<DeadLetterLine> found = select("""
                SELECT id, consumer_group, topic, tag, message_key, attempts, dead_at, exception, reason, state, redeliveries
                FROM dead_letter WHERE %s ORDER BY id DESC LIMIT ?
                """, where, PAGE + 1, DeadLetterSearch::line);
        boolean more = found.size() > PAGE;
        var lines = more ? found.subList(0, PAGE) : found;
        return new Page(lines, more ? lines.getLast().id() : null);
    }

    /** @return the most frequent first */
    @Transactional(readOnly = true)
    List<DeadLetterKind> kinds(DeadLetterFilter filter) {
        return select("""
                SELECT consumer_group, fingerprint, exception, COUNT(*), MIN(dead_at), MAX(dead_at)
                FROM dead_letter WHERE %s GROUP BY consumer_group, fingerprint, exception ORDER BY COUNT(*) DESC LIMIT ?
                """, Conditions.of(filter, clock.instant()), MOST_KINDS, DeadLetterSearch::kind);
    }

    /** @return of those that can still be redelivered the oldest first, at most {@code limit} */
    @Transactional(readOnly = true)
    List<Candidate> candidates(DeadLetterFilter filter, long upTo, int limit) {
        var where = Conditions.of(filter, clock.instant())
                .and("state IN ('OPEN', 'REDELIVERED')")
                .and("id <= ?", upTo);
        return select(
                """
                SELECT id, consumer_group, message_key, redeliveries FROM dead_letter WHERE %s ORDER BY id LIMIT ?
                """,
                where, limit, row -> new Candidate(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> select(String sql, Conditions where, int limit, Reader<T> reader) {
        return database.prepareStatement(sql.formatted(where.sql()), query -> {
            query.setInt(where.bind(query), limit);
            var found = new ArrayList<T>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        });
    }

    private static DeadLetterLine line(ResultSet row) throws SQLException {
        return new DeadLetterLine(
                row.getLong("id"),
                row.getString("consumer_group"),
                row.getString("topic"),
                row.getString("tag"),
                row.getString("message_key"),
                row.getInt("attempts"),
                row.getTimestamp("dead_at").toInstant(),
                row.getString("exception"),
                row.getString("reason"),
                DeadLetterState.valueOf(row.getString("state")),
                row.getInt("redeliveries"));
    }

    private static DeadLetterKind kind(ResultSet row) throws SQLException {
        return new DeadLetterKind(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant());
    }
}
