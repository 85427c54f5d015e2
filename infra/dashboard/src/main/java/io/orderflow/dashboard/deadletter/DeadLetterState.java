package io.orderflow.dashboard.deadletter;

import java.util.Locale;

/** What an operator, or the system, has done about a dead letter. */
enum DeadLetterState {
    /** Waits for an operator. */
    OPEN,
    /** Sent again; its effect has not been seen yet. */
    REDELIVERED,
    /** Its effect was seen, or it was published at last. */
    RESOLVED,
    /** Sent again, and given up again: another dead letter stands for it. */
    FAILED_AGAIN,
    /** An operator decided that it will have no effect, and why. */
    DISCARDED;

    /** What an operator can still do something about. */
    boolean actionable() {
        return switch (this) {
            case OPEN, REDELIVERED -> true;
            case RESOLVED, FAILED_AGAIN, DISCARDED -> false;
        };
    }

    String text() {
        return "deadletter.state-" + inAddress();
    }

    String inAddress() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
