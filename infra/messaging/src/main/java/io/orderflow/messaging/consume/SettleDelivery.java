package io.orderflow.messaging.consume;

import io.orderflow.messaging.DatabaseFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what came of deliveries into {@link Settlement}s. The outermost step of every consumer. Each delivery of a batch has its
 * own attempt, its own reason and its own way from there.
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
        Settlement next = isHopeless(delivery, failure)
                ? new Settlement.DeadLetter()
                : policy.afterFailureOf(delivery.attempt())
                        .<Settlement>map(Settlement.Redeliver::new)
                        .orElseGet(Settlement.DeadLetter::new);
        if (!reasons.store(delivery, failure, next)) {
            next = new Settlement.Redeliver(policy.delayAfter(delivery.attempt()));
        }
        log(delivery, failure, next);
        return next;
    }

    /** What the database refuses for its content it will refuse again. Once more, since what the content refers to may come yet. */
    private static boolean isHopeless(Delivery delivery, Exception failure) {
        return failure instanceof PoisonMessageException
                || delivery.attempt() >= ATTEMPTS_OF_REFUSED_DATA && DatabaseFailures.isPermanent(failure);
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

    /** Of one batch: a journal whose database is away costs the batch one wait, not one for each of its deliveries. */
    private final class Reasons {

        private @Nullable Exception away;

        /** @return whether the reason is stored */
        boolean store(Delivery delivery, Exception failure, Settlement next) {
            if (away != null) {
                return false;
            }
            try {
                journal.record(delivery, failure, next);
                return true;
            } catch (Exception unrecorded) {
                failure.addSuppressed(unrecorded);
                away = Optional.of(unrecorded).filter(DatabaseFailures::isAway).orElse(null);
                return false;
            }
        }
    }
}
