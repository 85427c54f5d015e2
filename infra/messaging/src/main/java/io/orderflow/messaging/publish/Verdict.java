package io.orderflow.messaging.publish;

/** What is reported to the broker about a half message. {@code UNKNOWN} means: ask again later. */
public enum Verdict {
    COMMIT,
    ROLLBACK,
    UNKNOWN
}
