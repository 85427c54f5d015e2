package io.orderflow.dashboard.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stored dead letter.
 *
 * @param group that gave it up; empty for a half message that was checked too often
 * @param producerGroup of a half message
 * @param learned whether the service has reported why; without it exception, reason and fingerprint are empty
 * @param redeliveryOf the dead letter that was redelivered and came back as this one
 * @param editedBody what was sent last instead of the body
 */
record DeadLetter(
        long id,
        String group,
        String producerGroup,
        String topic,
        String tag,
        String key,
        String messageId,
        String originId,
        String txId,
        byte[] body,
        Map<String, String> properties,
        int attempts,
        Instant bornAt,
        Instant deadAt,
        String exception,
        String reason,
        String fingerprint,
        boolean learned,
        DeadLetterState state,
        @Nullable Long redeliveryOf,
        int redeliveries,
        @Nullable Instant redeliveredAt,
        @Nullable String redeliveredMessageId,
        byte @Nullable [] editedBody,
        @Nullable Instant resolvedAt) {

    DeadLetter {
        properties = Map.copyOf(properties);
    }

    /** A half message has no consumer group to go back to. */
    boolean isHalfMessage() {
        return group.isEmpty();
    }

    /** As the audit names it. */
    static String subject(long id) {
        return "dead-letter:" + id;
    }
}
