package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.Transactions;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.JdbcFailureJournal;
import io.orderflow.messaging.publish.CheckBack;
import io.orderflow.messaging.publish.Fence;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.TransactionalPublisher;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.LocalTransactionEnded;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What {@code io.orderflow.messaging} offers once there is a database. */
@Factory
@Requires(beans = Transactions.class)
final class TransactionFactory {

    @Singleton
    Fence fence(Transactions transactions) {
        return new Fence(transactions);
    }

    @Singleton
    TransactionalPublisher publisher(
            HalfMessages halfMessages,
            Transactions transactions,
            Fence fence,
            Observers observers,
            BeanProvider<LibraryTables> tables) {
        return new TransactionalPublisher(halfMessages, transactions, fence, (message, txId, verdict, cause, nanos) -> {
            if (cause != null && DatabaseFailures.isRefused(cause)) {
                tables.get().fenceRefused();
            }
            observers.tell(
                    nanos,
                    at -> new LocalTransactionEnded(
                            ObservedMessages.of(message, txId, null), at, nanos, verdict, cause));
        });
    }

    @Singleton
    CheckBack checkBack(Fence fence, TransactionConfiguration configuration, @Nullable Clock clock) {
        return new CheckBack(fence, configuration.grace(), clock == null ? Clock.systemUTC() : clock);
    }

    @Secondary
    @Singleton
    FailureJournal failureJournal(Transactions transactions) {
        return new JdbcFailureJournal(transactions);
    }
}
