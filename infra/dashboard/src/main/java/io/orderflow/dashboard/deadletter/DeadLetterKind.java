package io.orderflow.dashboard.deadletter;

import java.time.Instant;

/** Dead letters of one consumer that failed in the same way. */
record DeadLetterKind(String group, String fingerprint, String exception, long count, Instant oldest, Instant newest) {

    /** Without its package. */
    String exceptionName() {
        return exception.substring(exception.lastIndexOf('.') + 1);
    }
}
