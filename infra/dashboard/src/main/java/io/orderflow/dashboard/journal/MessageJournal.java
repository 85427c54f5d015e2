package io.orderflow.dashboard.journal;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What the services reported. An absence proves nothing where there is a {@link Gap}. */
@Singleton
public class MessageJournal {

    private final JdbcOperations database;

    MessageJournal(JdbcOperations database) {
        this.database = database;
    }

    /**
     * Everything about these keys, oldest first.
     *
     * @param limit how many at most
     */
    @Transactional(readOnly = true)
    public List<Recorded> about(Collection<String> keys, int limit) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var sql = "SELECT " + Columns.ALL + " FROM journal_entry WHERE message_key IN (" + places(keys)
                + ") ORDER BY at, id LIMIT ?";
        return database.prepareStatement(sql, query -> {
            int next = 1;
            for (String key : keys) {
                query.setString(next++, key);
            }
            query.setInt(next, limit);
            try (var rows = query.executeQuery()) {
                return recorded(rows);
            }
        });
    }

    /** Keys of the messages that this one travelled in together with others. */
    @Transactional(readOnly = true)
    public List<String> travelledIn(String key) {
        return strings("SELECT message_key FROM journal_member WHERE member = ? ORDER BY at", key);
    }

    /** Keys of those that travelled together under {@code key}. */
    @Transactional(readOnly = true)
    public List<String> carriedBy(String key) {
        return strings("SELECT member FROM journal_member WHERE message_key = ? ORDER BY member", key);
    }

    /** Keys of all messages that carry this text as key, message id, transaction id or trace id; the latest first. */
    @Transactional(readOnly = true)
    public List<String> find(String text) {
        return strings("""
                SELECT message_key FROM (
                  (SELECT message_key, MAX(at) AS latest FROM journal_entry WHERE message_key = ? GROUP BY message_key)
                  UNION (SELECT message_key, MAX(at) FROM journal_entry WHERE message_id = ? GROUP BY message_key)
                  UNION (SELECT message_key, MAX(at) FROM journal_entry WHERE tx_id = ? GROUP BY message_key)
                  UNION (SELECT message_key, MAX(at) FROM journal_entry WHERE trace_id = ? GROUP BY message_key)
                  UNION (SELECT member, MAX(at) FROM journal_member WHERE member = ? GROUP BY member)
                ) AS found WHERE message_key IS NOT NULL GROUP BY message_key ORDER BY MAX(latest) DESC LIMIT 200
                """, text, text, text, text, text);
    }

    /** Keys under which something happened last, without repeats, the latest first. */
    @Transactional(readOnly = true)
    public List<String> latest(String topic, int limit) {
        return strings("""
                SELECT message_key FROM (SELECT id, message_key, topic FROM journal_entry ORDER BY id DESC LIMIT 2000) AS recent
                WHERE topic = ? AND message_key IS NOT NULL GROUP BY message_key ORDER BY MAX(id) DESC LIMIT %d
                """.formatted(limit), topic);
    }

    /** What is missing, by service; an empty list means that the journal has everything of that time. */
    @Transactional(readOnly = true)
    public List<Gap> gaps(Instant from, Instant to) {
        return database.prepareStatement("""
                SELECT MIN(minute), service, MAX(sampled_one_in), SUM(lost_failures), SUM(lost_successes)
                FROM journal_gap WHERE minute BETWEEN ? AND ? GROUP BY service ORDER BY service
                """, query -> {
            query.setTimestamp(1, Timestamp.from(from));
            query.setTimestamp(2, Timestamp.from(to));
            try (var rows = query.executeQuery()) {
                List<Gap> gaps = new ArrayList<>();
                while (rows.next()) {
                    gaps.add(new Gap(
                            rows.getTimestamp(1).toInstant(),
                            rows.getString(2),
                            rows.getInt(3),
                            rows.getLong(4),
                            rows.getLong(5)));
                }
                return gaps;
            }
        });
    }

    private List<String> strings(String sql, String... arguments) {
        return database.prepareStatement(sql, query -> {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (var rows = query.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        });
    }

    private static String places(Collection<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static List<Recorded> recorded(ResultSet rows) throws SQLException {
        List<Recorded> found = new ArrayList<>();
        while (rows.next()) {
            found.add(Columns.read(rows));
        }
        return found;
    }
}
