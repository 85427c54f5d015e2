package io.orderflow.messaging.publish;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a message if, and only if, a local transaction commits.
 *
 * <p>Half message, then one transaction (fence first, then the service's writes), then the verdict. Guarantees: a
 * {@link Committed} message is delivered at least once, a {@link RolledBack} one never. Does not guarantee that it is
 * delivered only once: consumers deduplicate by key.
 */
public final class TransactionalPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalPublisher.class);

    private final HalfMessages halfMessages;
    private final Transactions transactions;
    private final Fence fence;

    private final LocalTransactionObserver observer;

    public TransactionalPublisher(HalfMessages halfMessages, Transactions transactions, Fence fence) {
        this(halfMessages, transactions, fence, (message, txId, verdict, cause, nanos) -> {});
    }

    public TransactionalPublisher(
            HalfMessages halfMessages, Transactions transactions, Fence fence, LocalTransactionObserver observer) {
        this.halfMessages = halfMessages;
        this.transactions = transactions;
        this.fence = fence;
        this.observer = observer;
    }

    /**
     * Blocks until the local transaction is decided and the verdict is on its way.
     *
     * @throws IllegalStateException if a transaction is open on this thread. It would not be joined: this one would commit, and the
     *     message be delivered, whatever becomes of the other; and each caller would need two connections at once, which a pool that
     *     is in use can't give to all
     */
    public <R> PublishResult<R> publish(OutgoingMessage message, LocalTransaction<R> work) {
        if (transactions.isOpen()) {
            throw new IllegalStateException(
                    "Message %s for %s would commit in a transaction of its own, and one is open here that it would not join; publish outside of it, and let the LocalTransaction do its work"
                            .formatted(message.key(), message.topic()));
        }
        // Time-ordered, so that the fence grows at its end instead of all over its index.
        String txId = UuidCreator.getTimeOrderedEpoch().toString();
        var attempt = new Attempt<>(txId, message, work);
        try {
            halfMessages.send(message, txId, attempt);
        } catch (HalfMessageNotStoredException notStored) {
            return new RolledBack<>(notStored);
        }
        return attempt.result();
    }

    private final class Attempt<R> implements Supplier<Verdict> {

        private final String txId;
        private final OutgoingMessage message;
        private final LocalTransaction<R> work;
        private @Nullable PublishResult<R> result;

        Attempt(String txId, OutgoingMessage message, LocalTransaction<R> work) {
            this.txId = txId;
            this.message = message;
            this.work = work;
        }

        @Override
        public Verdict get() {
            long begun = System.nanoTime();
            try {
                result = decide();
            } catch (Error broken) {
                ended(Verdict.UNKNOWN, broken, begun);
                throw broken;
            }
            return switch (result) {
                case Committed<R> committed -> ended(Verdict.COMMIT, null, begun);
                case RolledBack<R>(var cause) -> ended(Verdict.ROLLBACK, cause, begun);
                case Unknown<R>(var cause) -> ended(Verdict.UNKNOWN, cause, begun);
            };
        }

        private Verdict ended(Verdict verdict, @Nullable Throwable cause, long begun) {
            observer.ended(message, txId, verdict, cause, System.nanoTime() - begun);
            return verdict;
        }

        PublishResult<R> result() {
            if (result == null) {
                throw new IllegalStateException("The transport confirmed half message " + message.key()
                        + " without running its local transaction");
            }
            return result;
        }

        private PublishResult<R> decide() {
            var worked = new Worked<R>();
            try {
                R value = transactions.inTransaction(connection -> {
                    fence.commit(connection, txId);
                    worked.value = work.execute();
                    worked.done = true;
                    return worked.value;
                });
                return new Committed<>(value);
            } catch (Exception failure) {
                // Until the work is done no COMMIT was sent, so the database can only have rolled back.
                return worked.done ? settle(worked, failure) : new RolledBack<>(failure);
            }
        }

        /** COMMIT was sent and its answer lost. The fence has the answer; asking it also stops a commit that has not happened. */
        @SuppressWarnings("NullAway") // worked.value is whatever R allows
        private PublishResult<R> settle(Worked<R> worked, Exception failure) {
            try {
                return switch (fence.abandon(txId)) {
                    case COMMITTED -> new Committed<>(worked.value);
                    case ABANDONED -> new RolledBack<>(failure);
                };
            } catch (Exception unreachable) {
                failure.addSuppressed(unreachable);
                LOG.warn(
                        "Outcome of {} (transaction {}) is unknown; check-back will settle it",
                        message.key(),
                        txId,
                        failure);
                return new Unknown<>(failure);
            }
        }
    }

    private static final class Worked<R> {
        private @Nullable R value;
        private boolean done;
    }
}
