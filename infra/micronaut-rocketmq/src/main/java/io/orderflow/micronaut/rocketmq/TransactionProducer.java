package io.orderflow.micronaut.rocketmq;

import java.util.List;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.TransactionMQProducer;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.jspecify.annotations.Nullable;

/**
 * RocketMQ's transaction producer with the two halves of {@code sendMessageInTransaction} apart.
 *
 * <p>That method swallows what the local transaction throws and hides a verdict that could not be sent.
 */
final class TransactionProducer extends TransactionMQProducer {

    /** @param topics the broker sends check-backs only to producers that have announced the topic */
    TransactionProducer(String group, RPCHook signature, List<String> topics) {
        super(group, signature, topics);
    }

    SendResult sendHalf(Message message)
            throws MQClientException, RemotingException, MQBrokerException, InterruptedException {
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_TRANSACTION_PREPARED, "true");
        MessageAccessor.putProperty(message, MessageConst.PROPERTY_PRODUCER_GROUP, getProducerGroup());
        return send(message);
    }

    /** One way: the result of the request is not known. */
    void end(Message message, SendResult half, LocalTransactionState state) throws Exception {
        defaultMQProducerImpl.endTransaction(message, half, state, null);
    }

    /**
     * After a start that failed, for example because no name server answered: {@code shutdown} leaves such a producer
     * registered, and every later start of its group would be refused.
     */
    void abandon() {
        shutdown();
        MQClientInstance client = client();
        if (client != null) {
            client.unregisterProducer(getProducerGroup());
            client.shutdown();
        }
    }

    /** Null before the start. */
    @Nullable
    MQClientInstance client() {
        return defaultMQProducerImpl.getMqClientFactory();
    }
}
