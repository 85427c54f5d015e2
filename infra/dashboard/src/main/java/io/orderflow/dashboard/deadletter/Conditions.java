package io.orderflow.dashboard.deadletter;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A filter as SQL. What people typed travels as arguments only. */
final class Conditions {

    /** A search ignores case and accents; the columns' own collation does not. */
    private static final String LIKE = " LIKE ? COLLATE utf8mb4_0900_ai_ci";

    private final List<String> conditions = new ArrayList<>(List.of("TRUE"));
    private final List<Object> arguments = new ArrayList<>();

    static Conditions of(DeadLetterFilter filter, Instant now) {
        var where = new Conditions();
        filter.state().ifPresent(state -> where.and("state = ?", state.name()));
        if (!filter.group().isEmpty()) {
            where.and(
                    "consumer_group = ?", filter.group().equals(DeadLetterFilter.HALF_MESSAGES) ? "" : filter.group());
        }
        if (!filter.fingerprint().isEmpty()) {
            where.and("fingerprint = ?", filter.fingerprint());
        }
        if (!filter.exception().isEmpty()) {
            where.and("exception" + LIKE, containing(filter.exception()));
        }
        if (!filter.text().isEmpty()) {
            var part = containing(filter.text());
            where.and(
                    "(message_key%1$s OR message_id%1$s OR origin_message_id%1$s OR reason%1$s OR CONVERT(body USING utf8mb4)%1$s)"
                            .formatted(LIKE),
                    part,
                    part,
                    part,
                    part,
                    part);
        }
        if (filter.age() != Age.ANY) {
            where.and(
                    filter.age().younger() ? "dead_at > ?" : "dead_at <= ?",
                    Timestamp.from(now.minus(filter.age().limit())));
        }
        if (!filter.ids().isEmpty()) {
            where.and(
                    "id IN ("
                            + String.join(", ", Collections.nCopies(filter.ids().size(), "?")) + ")",
                    filter.ids().toArray());
        }
        return where;
    }

    Conditions and(String condition, Object... values) {
        conditions.add(condition);
        arguments.addAll(List.of(values));
        return this;
    }

    String sql() {
        return String.join(" AND ", conditions);
    }

    /** @return the position of the next parameter */
    int bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            statement.setObject(i + 1, arguments.get(i));
        }
        return arguments.size() + 1;
    }

    private static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
