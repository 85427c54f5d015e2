package io.orderflow.messaging.consume;

/** Keeps why each attempt failed: the broker carries the message to the dead letters, but not the reason. */
@FunctionalInterface
public interface FailureJournal {

    /** Stored durably when it returns. Storing the same attempt twice leaves one entry. */
    void record(Delivery delivery, Exception failure, Settlement next) throws Exception;

    /** Writes nothing. Throws if nothing can be stored, for what {@link #record} would throw. */
    default void verify() throws Exception {}
}
