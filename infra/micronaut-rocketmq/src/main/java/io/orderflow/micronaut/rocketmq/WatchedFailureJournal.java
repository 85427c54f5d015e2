package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.Settlement;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The application's {@link FailureJournal}; counts what it can't store, and keeps the last refusal for the health check. */
@Singleton
final class WatchedFailureJournal {

    private final FailureJournal journal;
    private final RocketMQMetrics metrics;
    private volatile @Nullable Exception refused;

    WatchedFailureJournal(FailureJournal journal, RocketMQMetrics metrics) {
        this.journal = journal;
        this.metrics = metrics;
    }

    /** The journal with which deliveries are settled. */
    FailureJournal journal() {
        return this::store;
    }

    /** Why the last reason was refused; null once one is stored again. */
    @Nullable
    Exception refused() {
        return refused;
    }

    /** @throws Exception if nothing can be stored */
    void verify() throws Exception {
        journal.verify();
    }

    private void store(Delivery delivery, Exception failure, Settlement next) throws Exception {
        try {
            journal.record(delivery, failure, next);
            refused = null;
        } catch (Exception unrecorded) {
            boolean forGood = DatabaseFailures.isRefused(unrecorded);
            metrics.reasonNotStored(forGood);
            if (forGood) {
                refused = unrecorded;
            }
            throw unrecorded;
        }
    }
}
