package io.orderflow.messaging.consume;

import io.orderflow.messaging.DatabaseFailures;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the attempts of deliveries into {@link Settlement}s. The outermost step of every consumer. Each delivery of a batch has
 * its own attempt, its own reason and its own settlement.
 *
 * <p>A delivery becomes a dead letter only after its reason is stored. While it can't be stored the delivery is redelivered
 * instead, so an unavailable database makes no dead letters. A journal whose writes are refused, for example because its table
 * is missing, delays a dead letter by {@value #REDELIVERIES_WITHOUT_REASON} redeliveries; then its reason is in the log alone.
 * A delivery whose effect the database refuses for its content is a dead letter after its second attempt, whatever the policy.
 */
public final class SettleDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(SettleDelivery.class);

    private static final int ATTEMPTS_OF_REFUSED_DATA = 2;

    /** Time for an operator to repair the journal before reasons are lost. */
    static final int REDELIVERIES_WITHOUT_REASON = 3;

    private final RedeliveryPolicy policy;
    private final FailureJournal journal;

    public SettleDelivery(RedeliveryPolicy policy, FailureJournal journal) {
        this.policy = policy;
        this.journal = journal;
    }

    /**
     * @param attempts one for each delivery, in their order
     * @return one for each delivery, in their order
     */
    public List<Settlement> settle(List<Delivery> deliveries, List<Attempt> attempts) {
        var reasons = new Reasons();
        List<Settlement> settlements = new ArrayList<>(deliveries.size());
        for (int i = 0; i < deliveries.size(); i++) {
            settlements.add(settle(deliveries.get(i), attempts.get(i), reasons));
        }
        return settlements;
    }

    private Settlement settle(Delivery delivery, Attempt attempt, Reasons reasons) {
        return switch (attempt) {
            case Attempt.Answered(Handled.Outcome outcome) -> new Settlement.Acknowledge(outcome);
            case Attempt.Answered(Handled.Later later) -> new Settlement.Redeliver(later.delay());
            case Attempt.Failed(Exception failure) -> failed(delivery, failure, reasons);
        };
    }

    private Settlement failed(Delivery delivery, Exception failure, Reasons reasons) {
        long last = lastAttempt(failure);
        Settlement next = endingAt(last, delivery);
        var stored = reasons.store(delivery, failure, next);
        next = switch (stored) {
            case STORED -> next;
            case NOT_NOW -> again(delivery);
            case REFUSED -> endingAt(last + REDELIVERIES_WITHOUT_REASON, delivery);
        };
        log(delivery, failure, next, stored);
        return next;
    }

    private Settlement endingAt(long last, Delivery delivery) {
        return delivery.attempt() < last ? again(delivery) : new Settlement.DeadLetter();
    }

    private Settlement again(Delivery delivery) {
        return new Settlement.Redeliver(policy.delayAfter(delivery.attempt()));
    }

    /** Content that the database refuses will be refused again. One more attempt, since rows that it refers to may still come. */
    private long lastAttempt(Exception failure) {
        if (failure instanceof PoisonMessageException) {
            return 1;
        }
        long last = policy.times() + 1L;
        return DatabaseFailures.isPermanent(failure) ? Math.min(ATTEMPTS_OF_REFUSED_DATA, last) : last;
    }

    private static void log(Delivery delivery, Exception failure, Settlement next, Stored stored) {
        switch (next) {
            case Settlement.DeadLetter dead ->
                LOG.error(
                        "{} {} failed at attempt {} and is a dead letter now{}",
                        delivery.consumer(),
                        delivery.key(),
                        delivery.attempt(),
                        stored == Stored.STORED ? "" : ", its reason only here",
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

    private enum Stored {
        STORED,
        /** The next attempt may succeed. */
        NOT_NOW,
        /** The next attempt will be refused, too. */
        REFUSED
    }

    /** Of one batch: a journal whose database is unavailable costs the batch one wait, not one for each of its deliveries. */
    private final class Reasons {

        private boolean away;

        Stored store(Delivery delivery, Exception failure, Settlement next) {
            if (away) {
                return Stored.NOT_NOW;
            }
            try {
                journal.record(delivery, failure, next);
                return Stored.STORED;
            } catch (Exception unrecorded) {
                failure.addSuppressed(unrecorded);
                if (DatabaseFailures.isRefused(unrecorded)) {
                    LOG.error(
                            "Why {} {} failed can't be stored, and nothing will be until this is mended; a dead letter waits for {} redeliveries more",
                            delivery.consumer(),
                            delivery.key(),
                            REDELIVERIES_WITHOUT_REASON,
                            unrecorded);
                    return Stored.REFUSED;
                }
                LOG.warn(
                        "Why {} {} failed can't be stored now, so it is redelivered: {}",
                        delivery.consumer(),
                        delivery.key(),
                        unrecorded.toString());
                away = DatabaseFailures.isAway(unrecorded);
                return Stored.NOT_NOW;
            }
        }
    }
}
