package io.orderflow.dashboard.deadletter;

import java.time.Instant;

/** A dead letter in a list. */
record DeadLetterLine(
        long id,
        String group,
        String topic,
        String tag,
        String key,
        int attempts,
        Instant deadAt,
        String exception,
        String reason,
        DeadLetterState state,
        int redeliveries) {

    /** Without its package. */
    String exceptionName() {
        return exception.substring(exception.lastIndexOf('.') + 1);
    }
}
