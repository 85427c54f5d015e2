package io.orderflow.journal.entry;

/** What happened. The outcomes that {@link JournalEntry#outcome()} may name are listed with each. */
public enum JournalStep {
    /** The status that was answered, such as {@code 201}. */
    HTTP_REQUEST,
    /** Several keys share one message from here on: its own key comes first. {@code TOGETHER} */
    GROUP,
    /** {@code STORED}, {@code REFUSED} */
    HALF_MESSAGE,
    /** {@code COMMIT}, {@code ROLLBACK}, {@code UNKNOWN} */
    LOCAL_TRANSACTION,
    /** The verdict on its way to the broker: {@code COMMIT}, {@code ROLLBACK}, {@code UNKNOWN}; the same with {@code _LOST} */
    END_TRANSACTION,
    /** What the broker was answered: {@code COMMIT}, {@code ROLLBACK}, {@code UNKNOWN} */
    CHECK_BACK,
    /** Without a transaction: {@code SENT}, {@code NOT_SENT} */
    SEND,
    /**
     * One attempt of one group: {@code APPLIED}, {@code ALREADY_CLAIMED} (a duplicate that the claim stopped), {@code
     * ALREADY_STORED} (one that the database stopped), {@code LATER}, {@code REDELIVER}, {@code DEAD_LETTER}, {@code FAILED}
     * (a broadcast's, of which nothing is redelivered)
     */
    DELIVERY
}
