package io.orderflow.journal;

import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.DeliveryAttempted;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.LocalTransactionEnded;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.Sent;
import io.orderflow.micronaut.rocketmq.observe.ObservedMessage;
import java.time.Instant;

/** Steps to take down. */
final class Steps {

    static final Instant AT = Instant.parse("2026-01-02T03:04:05.000001Z");

    private Steps() {}

    static MessageStep sent(String topic, String key) {
        return new Sent(message(topic, key), AT, 1_500, null);
    }

    static MessageStep sent(String key) {
        return sent("notices", key);
    }

    static MessageStep rolledBack(String key, Throwable cause) {
        return new LocalTransactionEnded(message("notices", key), AT, 1_500, Verdict.ROLLBACK, cause);
    }

    static MessageStep delivered(String key, int attempt, DeliveryOutcome outcome) {
        return new DeliveryAttempted(message("notices", key), AT, 1_500, "readers", attempt, outcome, null, null);
    }

    private static ObservedMessage message(String topic, String key) {
        return new ObservedMessage(topic, "", key, "id-" + key, null, null, null);
    }
}
