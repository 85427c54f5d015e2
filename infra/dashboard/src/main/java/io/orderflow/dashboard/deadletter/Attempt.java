package io.orderflow.dashboard.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Why one delivery failed, in the words of the service that failed. */
record Attempt(int attempt, Instant failedAt, String disposition, String exception, String reason, String stack) {

    static final String COLUMNS = "attempt, failed_at, disposition, exception, reason, stack_trace";

    /** @param rows of {@link #COLUMNS} */
    static List<Attempt> all(ResultSet rows) throws SQLException {
        var attempts = new ArrayList<Attempt>();
        while (rows.next()) {
            attempts.add(new Attempt(
                    rows.getInt("attempt"),
                    rows.getTimestamp("failed_at").toInstant(),
                    rows.getString("disposition"),
                    rows.getString("exception"),
                    rows.getString("reason"),
                    rows.getString("stack_trace")));
        }
        return attempts;
    }
}
