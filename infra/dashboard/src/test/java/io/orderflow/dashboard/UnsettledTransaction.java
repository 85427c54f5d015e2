package io.orderflow.dashboard;

import io.orderflow.testkit.TestServers;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** A half message whose sender does not say how its transaction ended, however often it is asked, until {@link #rollBack}. */
public final class UnsettledTransaction implements AutoCloseable {

    private final TransactionMQProducer sender;
    private volatile LocalTransactionState verdict = LocalTransactionState.UNKNOW;

    private UnsettledTransaction(String group) {
        sender = new TransactionMQProducer(group, TestServers.get().brokerAdministrator());
    }

    public static UnsettledTransaction of(String group, Message half) throws MQClientException {
        var unsettled = new UnsettledTransaction(group);
        unsettled.send(half);
        return unsettled;
    }

    private void send(Message half) throws MQClientException {
        sender.setNamesrvAddr(TestServers.get().nameServer());
        sender.setInstanceName("unsettled-" + UUID.randomUUID());
        sender.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                return LocalTransactionState.UNKNOW;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                return verdict;
            }
        });
        sender.start();
        sender.sendMessageInTransaction(half, null);
    }

    /** From the next check on. */
    public void rollBack() {
        verdict = LocalTransactionState.ROLLBACK_MESSAGE;
    }

    @Override
    public void close() {
        sender.shutdown();
    }
}
