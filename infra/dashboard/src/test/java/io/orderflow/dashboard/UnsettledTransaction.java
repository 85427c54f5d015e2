package io.orderflow.dashboard;

import io.orderflow.testkit.TestServers;
import java.util.UUID;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageExt;

/** A half message whose sender never says how its transaction ended, however often it is asked. */
public final class UnsettledTransaction implements AutoCloseable {

    private final TransactionMQProducer sender;

    private UnsettledTransaction(TransactionMQProducer sender) {
        this.sender = sender;
    }

    public static UnsettledTransaction of(String group, Message half) throws MQClientException {
        var sender = new TransactionMQProducer(group);
        sender.setNamesrvAddr(TestServers.get().nameServer());
        sender.setInstanceName("unsettled-" + UUID.randomUUID());
        sender.setTransactionListener(new TransactionListener() {
            @Override
            public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
                return LocalTransactionState.UNKNOW;
            }

            @Override
            public LocalTransactionState checkLocalTransaction(MessageExt message) {
                return LocalTransactionState.UNKNOW;
            }
        });
        sender.start();
        sender.sendMessageInTransaction(half, null);
        return new UnsettledTransaction(sender);
    }

    @Override
    public void close() {
        sender.shutdown();
    }
}
