package io.orderflow.messaging.publish;

import java.util.function.Supplier;

/** A broker that can keep a message invisible until it learns how the local transaction ended. */
public interface HalfMessages {

    /**
     * Stores {@code message} invisibly under {@code txId}; then, and only then, runs {@code local} once on the calling thread
     * and reports its verdict to the broker. The verdict may get lost on the way: that is not an error, the broker's check-back
     * asks for it.
     *
     * @throws HalfMessageNotStoredException if the broker did not confirm it; {@code local} has not run and never will
     */
    void send(OutgoingMessage message, String txId, Supplier<Verdict> local);
}
