package io.orderflow.messaging.publish;

/** What the broker is told about a half message. {@code UNKNOWN} means: ask again later. */
public enum Verdict {
    COMMIT,
    ROLLBACK,
    UNKNOWN
}
