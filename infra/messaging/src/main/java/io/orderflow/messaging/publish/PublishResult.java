package io.orderflow.messaging.publish;

/** How a transactional publication ended. Switch over it; there is no fourth case. */
public sealed interface PublishResult<R> {

    /** The local transaction is committed, and the message will be delivered at least once. */
    record Committed<R>(R value) implements PublishResult<R> {}

    /**
     * Nothing was written and nothing will be delivered. {@code cause} is what the local transaction threw, or a
     * {@link HalfMessageNotStoredException}, or a {@link TransactionAbandonedException}.
     */
    record RolledBack<R>(Exception cause) implements PublishResult<R> {}

    /**
     * The database did not report whether it committed, and could not be asked. Either everything happened or nothing did; the
     * check-back finds out which. Look the result up by business key before trying again.
     */
    record Unknown<R>(Exception cause) implements PublishResult<R> {}
}
