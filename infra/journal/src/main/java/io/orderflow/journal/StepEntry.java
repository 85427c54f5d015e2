package io.orderflow.journal;

import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalStep;
import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.CheckBackAnswered;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.DeliveryAttempted;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.HalfMessageRefused;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.HalfMessageStored;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.LocalTransactionEnded;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.NotSent;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.Sent;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.VerdictLost;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.VerdictSent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A step of a message as the journal records it. */
final class StepEntry {

    private StepEntry() {}

    /** Whether it is one that no sampling may leave out; a redelivery that went well belongs to the failure before it. */
    static boolean isFailure(MessageStep step) {
        return switch (step) {
            case HalfMessageStored stored -> false;
            case HalfMessageRefused refused -> true;
            case LocalTransactionEnded ended -> ended.verdict() != Verdict.COMMIT;
            case VerdictSent sent -> sent.verdict() != Verdict.COMMIT;
            case VerdictLost lost -> true;
            case CheckBackAnswered answered -> true;
            case Sent sent -> false;
            case NotSent notSent -> true;
            case DeliveryAttempted delivery ->
                delivery.attempt() > 1
                        || switch (delivery.outcome()) {
                            case APPLIED, ALREADY_CLAIMED, ALREADY_STORED, LATER -> false;
                            case REDELIVER, DEAD_LETTER, FAILED -> true;
                        };
        };
    }

    static JournalEntry of(MessageStep step) {
        return switch (step) {
            case HalfMessageStored stored -> entry(step, JournalStep.HALF_MESSAGE, "STORED", null);
            case HalfMessageRefused refused -> entry(step, JournalStep.HALF_MESSAGE, "REFUSED", refused.cause());
            case LocalTransactionEnded ended ->
                entry(step, JournalStep.LOCAL_TRANSACTION, ended.verdict().name(), ended.cause());
            case VerdictSent sent ->
                entry(step, JournalStep.END_TRANSACTION, sent.verdict().name(), null);
            case VerdictLost lost ->
                entry(step, JournalStep.END_TRANSACTION, lost.verdict().name() + "_LOST", lost.cause());
            case CheckBackAnswered answered ->
                entry(
                        step,
                        JournalStep.CHECK_BACK,
                        null,
                        answered.check(),
                        answered.verdict().name(),
                        null,
                        null);
            case Sent sent -> entry(step, JournalStep.SEND, null, 0, "SENT", null, sent.deliverAt());
            case NotSent notSent -> entry(step, JournalStep.SEND, "NOT_SENT", notSent.cause());
            case DeliveryAttempted delivery ->
                entry(
                        step,
                        JournalStep.DELIVERY,
                        delivery.group(),
                        delivery.attempt(),
                        delivery.outcome().name(),
                        delivery.cause(),
                        delivery.nextAt());
        };
    }

    private static JournalEntry entry(MessageStep step, JournalStep kind, String outcome, @Nullable Throwable cause) {
        return entry(step, kind, null, 0, outcome, cause, null);
    }

    private static JournalEntry entry(
            MessageStep step,
            JournalStep kind,
            @Nullable String group,
            int attempt,
            String outcome,
            @Nullable Throwable cause,
            @Nullable Instant nextAt) {
        var message = step.message();
        return new JournalEntry(
                step.at().truncatedTo(ChronoUnit.MICROS),
                kind,
                null,
                message.topic(),
                message.tag().isEmpty() ? null : message.tag(),
                message.key().isEmpty() ? List.of() : List.of(message.key()),
                message.messageId(),
                message.txId(),
                message.traceId(),
                message.bornAt(),
                group,
                attempt,
                outcome,
                TimeUnit.NANOSECONDS.toMicros(step.nanos()),
                Failures.of(cause),
                nextAt == null ? null : nextAt.truncatedTo(ChronoUnit.MICROS));
    }
}
