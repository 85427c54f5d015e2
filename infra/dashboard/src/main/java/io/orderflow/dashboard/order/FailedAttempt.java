package io.orderflow.dashboard.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

/** Why one attempt failed, from the failing service's own database: never sampled, never lost. */
record FailedAttempt(
        String group,
        String messageId,
        int attempt,
        Instant failedAt,
        String topic,
        String tag,
        String key,
        String disposition,
        Step.Failure failure) {

    static FailedAttempt read(ResultSet row) throws SQLException {
        return new FailedAttempt(
                row.getString("consumer_group"),
                row.getString("message_id"),
                row.getInt("attempt"),
                row.getTimestamp("failed_at").toInstant(),
                row.getString("topic"),
                row.getString("tag"),
                row.getString("message_key"),
                row.getString("disposition"),
                new Step.Failure(row.getString("exception"), row.getString("reason"), row.getString("stack_trace")));
    }

    Step step() {
        return new Step(
                failedAt,
                Service.titleOf(group),
                Kind.DELIVERY,
                disposition,
                group,
                attempt,
                null,
                null,
                failure,
                Map.of("topic", tag.isEmpty() ? topic : topic + " / " + tag, "key", key, "message-id", messageId));
    }
}
