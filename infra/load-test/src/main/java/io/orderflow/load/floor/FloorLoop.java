package io.orderflow.load.floor;

import io.orderflow.load.measure.Meter;
import io.orderflow.load.stack.LocalStack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;

/**
 * The floor: half message, the order service's INSERTs, commit, end; nothing else. Its topic has no subscribers and its
 * schema is its own, so it leaves no trace in what the checks look at.
 */
public final class FloorLoop implements AutoCloseable {

    static final String TX_ID = "tx-id";

    private static final String TOPIC = "load-floor";
    private static final String TAG = "placed";

    private final TransactionMQProducer producer;
    private final FloorTransactions transactions;
    private final int concurrency;
    private final int customers;

    private FloorLoop(TransactionMQProducer producer, FloorTransactions transactions, int concurrency, int customers) {
        this.producer = producer;
        this.transactions = transactions;
        this.concurrency = concurrency;
        this.customers = customers;
    }

    public static FloorLoop open(LocalStack stack, int concurrency, int customers)
            throws SQLException, IOException, MQClientException {
        var transactions = FloorTransactions.open(stack, concurrency);
        var producer = new TransactionMQProducer("load-floor", stack.brokerSignature(), List.of(TOPIC));
        producer.setNamesrvAddr(stack.nameServer());
        producer.setInstanceName(UUID.randomUUID().toString());
        producer.setVipChannelEnabled(false);
        producer.setTransactionListener(transactions);
        producer.start();
        return new FloorLoop(producer, transactions, concurrency, customers);
    }

    /**
     * Begins and returns at once.
     *
     * @return reaches 0 when the last order is through
     */
    public CountDownLatch begin(Duration time, Meter meter) {
        var done = new CountDownLatch(concurrency);
        long end = System.nanoTime() + time.toNanos();
        for (int thread = 0; thread < concurrency; thread++) {
            Thread.ofPlatform().daemon().name("floor-" + thread).start(() -> {
                try {
                    loop(end, meter);
                } finally {
                    done.countDown();
                }
            });
        }
        return done;
    }

    private void loop(long end, Meter meter) {
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            try {
                place(meter, begin);
            } catch (MQClientException failed) {
                meter.failed("floor: " + failed.getClass().getSimpleName());
            }
        }
    }

    private void place(Meter meter, long begin) throws MQClientException {
        var placed = FloorOrder.next(customers);
        var half = new Message(TOPIC, TAG, placed.id(), placed.event());
        half.putUserProperty(TX_ID, placed.txId());
        var result = producer.sendMessageInTransaction(half, placed);
        if (result.getLocalTransactionState() == LocalTransactionState.COMMIT_MESSAGE) {
            meter.accepted(System.nanoTime() - begin);
        } else {
            meter.failed("floor: " + result.getSendStatus() + " " + result.getLocalTransactionState());
        }
    }

    @Override
    public void close() throws SQLException {
        producer.shutdown();
        transactions.close();
    }
}
