package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.orderflow.messaging.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Micronaut Data's transactions, so that repositories called inside take part. */
@Singleton
@Secondary
@Requires(beans = DataSource.class)
final class MicronautTransactions implements Transactions {

    private static final TransactionDefinition OWN =
            TransactionDefinition.of(TransactionDefinition.Propagation.REQUIRES_NEW);

    private final TransactionOperations<Connection> operations;

    MicronautTransactions(TransactionOperations<Connection> operations) {
        this.operations = operations;
    }

    @Override
    public <R> R inTransaction(Work<R> work) throws Exception {
        var remembered = new Remembered<>(work);
        try {
            return operations.execute(OWN, status -> remembered.on(status.getConnection()));
        } catch (Throwable failure) {
            // A rollback that fails too would hide why the work failed.
            if (remembered.failure != null && remembered.failure != failure) {
                remembered.failure.addSuppressed(failure);
                throw remembered.failure;
            }
            throw failure;
        }
    }

    @Override
    public boolean isOpen() {
        return OpenTransactions.open(operations).isPresent();
    }

    private static final class Remembered<R> implements Work<R> {

        private final Work<R> work;
        private @Nullable Exception failure;

        Remembered(Work<R> work) {
            this.work = work;
        }

        @Override
        public R on(Connection connection) throws Exception {
            try {
                return work.on(connection);
            } catch (Exception thrown) {
                failure = thrown;
                throw thrown;
            }
        }
    }
}
