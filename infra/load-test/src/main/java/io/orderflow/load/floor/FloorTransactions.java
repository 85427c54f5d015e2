package io.orderflow.load.floor;

import io.orderflow.load.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the local transaction of each half message on one of a fixed set of connections. */
final class FloorTransactions implements TransactionListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FloorTransactions.class);
    static final String FLOOR = "load_floor";
    /** Its tables are made for each run, so their owner writes them, too. */
    static final String OWNER = "load_floor_migration";

    private final BlockingQueue<FloorWrites> pool;
    private final List<FloorWrites> all = new ArrayList<>();

    private FloorTransactions(int connections) {
        this.pool = new ArrayBlockingQueue<>(connections);
    }

    static FloorTransactions open(LocalStack stack, int connections) throws SQLException, IOException {
        var settings = ConnectionSettings.ofOrderService(stack.root());
        recreateTables(stack, settings, stack.root());
        var transactions = new FloorTransactions(connections);
        for (int connection = 0; connection < connections; connection++) {
            transactions.add(stack, settings);
        }
        return transactions;
    }

    private static void recreateTables(LocalStack stack, Properties settings, Path root)
            throws SQLException, IOException {
        try (var connection = stack.connect(OWNER, FLOOR, settings)) {
            connection.setAutoCommit(false);
            FloorTables.recreate(connection, root);
        }
    }

    private void add(LocalStack stack, Properties settings) throws SQLException, IOException {
        var connection = stack.connect(OWNER, FLOOR, settings);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        var writes = new FloorWrites(connection);
        all.add(writes);
        pool.add(writes);
    }

    /** @param placed the {@link FloorOrder} */
    @Override
    public LocalTransactionState executeLocalTransaction(Message half, Object placed) {
        try {
            var writes = pool.take();
            try {
                writes.write((FloorOrder) placed);
                return LocalTransactionState.COMMIT_MESSAGE;
            } finally {
                pool.put(writes);
            }
        } catch (SQLException failed) {
            LOG.warn("A floor order was rolled back", failed);
            return LocalTransactionState.ROLLBACK_MESSAGE;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return LocalTransactionState.UNKNOW;
        }
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt half) {
        try {
            var writes = pool.take();
            try {
                return writes.committed(half.getUserProperty(FloorLoop.TX_ID))
                        ? LocalTransactionState.COMMIT_MESSAGE
                        : LocalTransactionState.UNKNOW;
            } finally {
                pool.put(writes);
            }
        } catch (SQLException away) {
            LOG.warn("A check-back can't be answered yet", away);
            return LocalTransactionState.UNKNOW;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return LocalTransactionState.UNKNOW;
        }
    }

    @Override
    public void close() throws SQLException {
        for (var writes : all) {
            writes.close();
        }
    }
}
