package io.orderflow.messaging.consume;

import io.orderflow.messaging.DatabaseFailures;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a handler and turns whatever comes of it into a {@link Settlement}. The outermost step of every consumer.
 *
 * <p>A delivery becomes a dead letter only after its reason is stored. While it can't be stored the delivery is
 * redelivered instead, so a database that is away makes no dead letters. One whose effect the database refuses for its content is
 * a dead letter after its second attempt, whatever the policy says.
 */
public final class SettleDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SettleDelivery.class);

    private static final int ATTEMPTS_OF_REFUSED_DATA = 2;

    private final RedeliveryPolicy policy;
    private final FailureJournal journal;
    private final DeliveryHandler handler;

    public SettleDelivery(RedeliveryPolicy policy, FailureJournal journal, DeliveryHandler handler) {
        this.policy = policy;
        this.journal = journal;
        this.handler = handler;
    }

    public Settlement settle(Delivery delivery) {
        try {
            return switch (handler.handle(delivery)) {
                case Handled.Outcome outcome -> new Settlement.Acknowledge(outcome);
                case Handled.Later later -> new Settlement.Redeliver(later.delay());
            };
        } catch (PoisonMessageException poison) {
            return failed(delivery, poison, Optional.of(new Settlement.DeadLetter()));
        } catch (Exception failure) {
            return failed(delivery, failure, isHopeless(delivery, failure));
        }
    }

    /** What the database refuses for its content it will refuse again. Once more, since what the content refers to may come yet. */
    private static Optional<Settlement> isHopeless(Delivery delivery, Exception failure) {
        return delivery.attempt() >= ATTEMPTS_OF_REFUSED_DATA && DatabaseFailures.isPermanent(failure)
                ? Optional.of(new Settlement.DeadLetter())
                : Optional.empty();
    }

    private Settlement failed(Delivery delivery, Exception failure, Optional<Settlement> only) {
        Settlement next = only.or(
                        () -> policy.afterFailureOf(delivery.attempt()).map(Settlement.Redeliver::new))
                .orElseGet(Settlement.DeadLetter::new);
        try {
            journal.record(delivery, failure, next);
        } catch (Exception unrecorded) {
            failure.addSuppressed(unrecorded);
            next = new Settlement.Redeliver(policy.delayAfter(delivery.attempt()));
        }
        log(delivery, failure, next);
        return next;
    }

    private static void log(Delivery delivery, Exception failure, Settlement next) {
        switch (next) {
            case Settlement.DeadLetter dead ->
                LOG.error(
                        "{} {} failed at attempt {} and is a dead letter now",
                        delivery.consumer(),
                        delivery.key(),
                        delivery.attempt(),
                        failure);
            case Settlement.Redeliver later ->
                LOG.warn(
                        "{} {} failed at attempt {}: {}; next in {} ms",
                        delivery.consumer(),
                        delivery.key(),
                        delivery.attempt(),
                        failure,
                        later.after().toMillis());
            case Settlement.Acknowledge acknowledged ->
                throw new IllegalStateException("A failure is never acknowledged");
        }
    }
}
