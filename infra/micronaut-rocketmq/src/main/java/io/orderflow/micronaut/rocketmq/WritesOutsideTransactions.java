package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.operations.DefaultDataSourceConnectionOperations;
import io.micronaut.data.connection.support.ConnectionCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * What a repository's method writes while no transaction is open is committed when it returns, also if its pool has {@code
 * auto-commit: false}. Such a pool rolls back when the connection comes back to it: the listener would be acknowledged, and its
 * effect lost. See decision 0025.
 *
 * <p>Transactions commit themselves, and pay for no second commit. What is written to a connection without a repository has to be
 * committed there, by JDBC's rules.
 */
@Singleton
final class WritesOutsideTransactions implements BeanCreatedEventListener<DefaultDataSourceConnectionOperations> {

    private final OpenTransactions transactions;

    WritesOutsideTransactions(OpenTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public DefaultDataSourceConnectionOperations onCreated(
            BeanCreatedEvent<DefaultDataSourceConnectionOperations> created) {
        var operations = created.getBean();
        operations.addConnectionCustomizer(new CommitAfterEach(transactions));
        return operations;
    }

    private record CommitAfterEach(OpenTransactions transactions) implements ConnectionCustomizer<Connection> {

        @Override
        public <R> Function<ConnectionStatus<Connection>, R> intercept(
                Function<ConnectionStatus<Connection>, R> operation) {
            return status -> {
                R result = operation.apply(status);
                var connection = status.getConnection();
                if (isOutsideTransaction(status, connection) && isLeftOpen(connection)) {
                    commit(connection);
                }
                return result;
            };
        }

        private static boolean isLeftOpen(Connection connection) {
            try {
                return !connection.getAutoCommit();
            } catch (SQLException failed) {
                throw failure(failed);
            }
        }

        /**
         * A repository's method opens a connection under the default's name, and a read-only one if it writes nothing; a transaction
         * opens one under its own name. On a connection that is open already, all are alike.
         */
        private boolean isOutsideTransaction(ConnectionStatus<Connection> status, Connection connection) {
            var definition = status.getDefinition();
            if (definition.isReadOnly().orElse(false)) {
                return false;
            }
            return status.isNew()
                    ? ConnectionDefinition.DEFAULT.getName().equals(definition.getName())
                    : !transactions.anyOn(connection);
        }

        private static void commit(Connection connection) {
            try {
                connection.commit();
            } catch (SQLException failed) {
                throw failure(failed);
            }
        }

        private static ConnectionException failure(SQLException failed) {
            return new ConnectionException("A write outside a transaction could not be committed", failed);
        }
    }
}
