package io.orderflow.messaging;

import java.sql.Connection;

/**
 * The one thing this library asks of a database layer.
 *
 * <p>Every call is a transaction of its own: committed when {@code work} returns, rolled back when it throws. It never
 * joins one that is already open, and it must roll back the whole transaction after a lock-wait timeout (MySQL by
 * itself rolls back only the statement).
 */
public interface Transactions {

    /** Runs {@code work} and commits. An exception from {@code work} is thrown unchanged. */
    <R> R inTransaction(Work<R> work) throws Exception;

    /** Whether a transaction is open on this thread, which {@link #inTransaction} would not join. */
    default boolean isOpen() {
        return false;
    }

    /** What happens between begin and commit. */
    @FunctionalInterface
    interface Work<R> {
        R on(Connection connection) throws Exception;
    }
}
