package io.orderflow.dashboard.deadletter;

import static org.awaitility.Awaitility.await;

import io.orderflow.testkit.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is in the dashboard's schema. */
final class Stored {

    private static final Duration SOON = Duration.ofSeconds(45);

    private Stored() {}

    record Row(long id, String state, String messageId, String exception) {}

    /** @return the first one first */
    static List<Row> letters(String key) throws SQLException {
        try (var connection = TestServers.get().database("dashboard").connect();
                var query = connection.prepareStatement(
                        "SELECT id, state, message_id, exception FROM dead_letter WHERE message_key = ? ORDER BY id")) {
            query.setString(1, key);
            var found = new ArrayList<Row>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return found;
        }
    }

    static Row awaitLetter(String key) {
        return await("dead letter of " + key)
                .atMost(SOON)
                .until(() -> letters(key), found -> !found.isEmpty())
                .getLast();
    }

    /** One for which the service has reported why. */
    static Row awaitLearned(String key) {
        return await("reason of " + key)
                .atMost(SOON)
                .until(
                        () -> letters(key),
                        found ->
                                !found.isEmpty() && !found.getLast().exception().isEmpty())
                .getLast();
    }

    static void awaitState(long id, String key, String state) {
        await("dead letter " + id + " is " + state)
                .atMost(SOON)
                .until(() -> letters(key).stream()
                        .anyMatch(row -> row.id() == id && row.state().equals(state)));
    }

    /** What was done to a dead letter, by the audit: {@code actor action reason: result}. */
    static List<String> history(long id) throws SQLException {
        try (var connection = TestServers.get().database("dashboard").connect();
                var query = connection.prepareStatement(
                        "SELECT actor, action, reason, result FROM operator_action WHERE subject = ? ORDER BY id")) {
            query.setString(1, "dead-letter:" + id);
            var found = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add("%s %s %s: %s"
                            .formatted(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return found;
        }
    }

    static void execute(String schema, String sql, Object... arguments) throws SQLException {
        try (var connection = TestServers.get().database(schema).connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }
}
