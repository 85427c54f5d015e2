package io.orderflow.micronaut.rocketmq.observe;

import io.orderflow.messaging.publish.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that happened to one message. */
public sealed interface MessageStep {

    ObservedMessage message();

    /** When it began. */
    Instant at();

    /** How long it took. */
    long nanos();

    /** The broker keeps it invisibly. */
    record HalfMessageStored(ObservedMessage message, Instant at, long nanos) implements MessageStep {}

    /** The broker did not confirm it: no local transaction runs. */
    record HalfMessageRefused(ObservedMessage message, Instant at, long nanos, Exception cause)
            implements MessageStep {}

    /** @param cause why it did not commit; null if it did */
    record LocalTransactionEnded(
            ObservedMessage message,
            Instant at,
            long nanos,
            Verdict verdict,
            @Nullable Throwable cause) implements MessageStep {}

    /** One way: it is on its way to the broker, which does not confirm it. */
    record VerdictSent(ObservedMessage message, Instant at, long nanos, Verdict verdict) implements MessageStep {}

    /** The broker will ask. */
    record VerdictLost(ObservedMessage message, Instant at, long nanos, Verdict verdict, Exception cause)
            implements MessageStep {}

    /** @param check which one, from 1, as the broker counts */
    record CheckBackAnswered(ObservedMessage message, Instant at, long nanos, int check, Verdict verdict)
            implements MessageStep {}

    /**
     * Without a transaction; the broker has it.
     *
     * @param deliverAt null for at once
     */
    record Sent(
            ObservedMessage message,
            Instant at,
            long nanos,
            @Nullable Instant deliverAt) implements MessageStep {}

    /** Without a transaction; the broker did not confirm it. */
    record NotSent(ObservedMessage message, Instant at, long nanos, Exception cause) implements MessageStep {}

    /**
     * One attempt of one group. A batch that succeeds as a whole is one attempt of each of its messages.
     *
     * @param attempt 1 for the first delivery
     * @param cause what the handler threw; null if it returned
     * @param nextAt when it comes again at the earliest; null if it does not
     */
    record DeliveryAttempted(
            ObservedMessage message,
            Instant at,
            long nanos,
            String group,
            int attempt,
            DeliveryOutcome outcome,
            @Nullable Exception cause,
            @Nullable Instant nextAt)
            implements MessageStep {}
}
