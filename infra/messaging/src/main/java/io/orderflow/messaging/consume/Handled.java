package io.orderflow.messaging.consume;

import java.time.Duration;

/** A handler's answer when it did not fail. */
public sealed interface Handled {

    /** The effect is there; acknowledge. */
    enum Outcome implements Handled {
        /** By this delivery. */
        APPLIED,
        /** A claim knew it: an earlier delivery applied it. */
        ALREADY_CLAIMED,
        /** The effect's unique key knew it: an earlier delivery applied it. */
        ALREADY_STORED
    }

    /** Not now: another consumer holds the claim. Not a failure, so it never becomes a dead letter. */
    record Later(Duration delay) implements Handled {}
}
