package io.orderflow.messaging.publish;

import org.jspecify.annotations.Nullable;

/** Learns how each local transaction ended, on the thread that ran it and before it is reported to the broker. Must not throw. */
@FunctionalInterface
public interface LocalTransactionObserver {

    /** @param cause why it did not commit; null if it did */
    void ended(OutgoingMessage message, String txId, Verdict verdict, @Nullable Throwable cause, long nanos);
}
