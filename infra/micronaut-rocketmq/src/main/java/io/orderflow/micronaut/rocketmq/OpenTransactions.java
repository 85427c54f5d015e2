package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanProvider;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of Micronaut Data's transactions are open on this thread. */
@Singleton
final class OpenTransactions {

    /** The status of a method that has suspended transactions: nothing else distinguishes it from one that has a transaction. */
    private static final String NONE = "NoTxTransactionStatus";

    private final BeanProvider<TransactionOperations<Connection>> beans;
    private volatile @Nullable List<TransactionOperations<Connection>> all;

    OpenTransactions(BeanProvider<TransactionOperations<Connection>> beans) {
        this.beans = beans;
    }

    static Optional<? extends TransactionStatus<?>> open(TransactionOperations<Connection> operations) {
        return operations
                .findTransactionStatus()
                .filter(status -> !status.getClass().getSimpleName().equals(NONE));
    }

    boolean anyOn(Connection connection) {
        for (var operations : all()) {
            var open = open(operations);
            if (open.isPresent() && open.get().getConnection() == connection) {
                return true;
            }
        }
        return false;
    }

    /** Fetched when first needed: they are made of the connections that use this class. */
    private List<TransactionOperations<Connection>> all() {
        var known = all;
        if (known == null) {
            known = beans.stream().toList();
            all = known;
        }
        return known;
    }
}
