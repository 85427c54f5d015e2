package io.orderflow.dashboard.deadletter;

import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.deadletter.RedeliveryResult.NotSent;
import io.orderflow.dashboard.deadletter.RedeliveryResult.Reason;
import io.orderflow.dashboard.deadletter.RedeliveryResult.Refused;
import io.orderflow.dashboard.deadletter.RedeliveryResult.Sent;
import io.orderflow.dashboard.deadletter.broker.NotRedeliveredException;
import io.orderflow.dashboard.deadletter.broker.Redelivery;
import io.orderflow.dashboard.live.Live;
import jakarta.inject.Singleton;

/**
 * Sends one dead letter again, to the group that gave it up and to no other, under its own business key.
 *
 * <p>It is sent first and marked afterwards, under a row lock: of two operators one is refused, and a crash in between leaves
 * it open, to be sent once more. A message that arrives twice has one effect, because its consumer deduplicates by key; one
 * that was marked and never sent would have none.
 */
@Singleton
class Redeliver {

    private final DeadLetters letters;
    private final Redelivery redelivery;
    private final HalfMessageVerdict verdict;
    private final EventSchemas schemas;
    private final Audit audit;
    private final Live live;

    Redeliver(
            DeadLetters letters,
            Redelivery redelivery,
            HalfMessageVerdict verdict,
            EventSchemas schemas,
            Audit audit,
            Live live) {
        this.letters = letters;
        this.redelivery = redelivery;
        this.verdict = verdict;
        this.schemas = schemas;
        this.audit = audit;
        this.live = live;
    }

    @Transactional
    RedeliveryResult redeliver(RedeliveryOrder order) {
        var result =
                letters.lock(order.id()).map(letter -> send(letter, order)).orElseGet(() -> new Refused(Reason.BUSY));
        audit.record(
                order.actor(),
                order.edited().isPresent() ? "edit-and-redeliver" : "redeliver",
                DeadLetter.subject(order.id()),
                order.reason(),
                result.inWords());
        live.changed(TakeDeadLetters.SUBJECT);
        return result;
    }

    private RedeliveryResult send(DeadLetter letter, RedeliveryOrder order) {
        if (!letter.state().actionable() || letter.redeliveries() != order.seen()) {
            return new Refused(Reason.CHANGED);
        }
        if (order.edited().isPresent() && !(schemas.check(letter, order.edited().get()) instanceof EventSchemas.Fits)) {
            return new Refused(Reason.NO_SUCH_EVENT);
        }
        try {
            return letter.isHalfMessage() ? publish(letter, order) : toGroup(letter, order);
        } catch (NotRedeliveredException notSent) {
            return new NotSent(String.valueOf(notSent.getMessage()));
        }
    }

    private RedeliveryResult toGroup(DeadLetter letter, RedeliveryOrder order) throws NotRedeliveredException {
        var messageId = redelivery.toGroup(letter.group(), outgoing(letter, order));
        letters.redelivered(letter.id(), messageId, order.edited());
        return new Sent(messageId);
    }

    /** No consumer gave it up: it was never delivered. Once it is published, its consumers are responsible for it. */
    private RedeliveryResult publish(DeadLetter letter, RedeliveryOrder order) throws NotRedeliveredException {
        return switch (verdict.of(letter)) {
            case COMMITTED -> {
                var messageId = redelivery.toTopic(outgoing(letter, order));
                letters.redelivered(letter.id(), messageId, order.edited());
                letters.settle(letter.id(), DeadLetterState.RESOLVED);
                yield new Sent(messageId);
            }
            case ABANDONED -> new Refused(Reason.NOT_COMMITTED);
            case NOTHING, NO_ANSWER -> new Refused(Reason.UNDECIDED);
        };
    }

    private static Redelivery.Letter outgoing(DeadLetter letter, RedeliveryOrder order) {
        return new Redelivery.Letter(
                letter.id(),
                letter.topic(),
                letter.tag(),
                letter.key(),
                letter.properties(),
                order.edited().orElse(letter.body()));
    }
}
