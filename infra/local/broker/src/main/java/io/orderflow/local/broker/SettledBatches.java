package io.orderflow.local.broker;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.broker.transaction.queue.TransactionalMessageServiceImpl;

/**
 * Stops RocketMQ from burning a core once the first transaction has ended (apache/rocketmq#10966): the writer of removal
 * marks computes its next wake-up from the last write, which lies in the past for as long as there is nothing to write.
 * Touching the batches that are empty moves that wake-up into the future.
 */
final class SettledBatches {

    private final TransactionalMessageServiceImpl transactions;

    SettledBatches(TransactionalMessageServiceImpl transactions) {
        this.transactions = transactions;
    }

    void keepIdleOnesQuiet(long batchMillis) {
        var ticks = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("settled-batches").factory());
        // Twice per batch, so that no wake-up time is ever reached by an empty one.
        ticks.scheduleAtFixedRate(this::touchEmpty, batchMillis / 2, batchMillis / 2, TimeUnit.MILLISECONDS);
    }

    private void touchEmpty() {
        long now = System.currentTimeMillis();
        for (var batch : transactions.getDeleteContext().values()) {
            if (batch.getTotalSize().get() <= 0) {
                batch.setLastWriteTimestamp(now);
            }
        }
    }
}
