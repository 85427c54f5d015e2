package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.CheckBack;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.CheckBackAnswered;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.TransactionListener;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the broker's check-backs to {@link CheckBack}. */
final class TransactionCheck implements TransactionListener {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionCheck.class);

    private final CheckBack checkBack;
    private final RocketMQMetrics metrics;
    private final Observers observers;

    TransactionCheck(CheckBack checkBack, RocketMQMetrics metrics, Observers observers) {
        this.checkBack = checkBack;
        this.metrics = metrics;
        this.observers = observers;
    }

    @Override
    public LocalTransactionState checkLocalTransaction(MessageExt message) {
        @Nullable String txId = message.getProperty(BrokerMessages.TX_ID);
        if (txId == null) {
            LOG.warn(
                    "Half message {} of {} was not sent by this library; another member of the producer group must answer for it",
                    message.getKeys(),
                    message.getTopic());
            return LocalTransactionState.UNKNOW;
        }
        long begun = System.nanoTime();
        var verdict = checkBack.answer(txId, BrokerMessages.bornAt(message));
        long nanos = System.nanoTime() - begun;
        metrics.checkBackAnswered(verdict);
        observers.tell(
                nanos,
                at -> new CheckBackAnswered(ObservedMessages.asked(message), at, nanos, check(message), verdict));
        return RocketMQHalfMessages.state(verdict);
    }

    private static int check(MessageExt message) {
        @Nullable String times = message.getProperty(MessageConst.PROPERTY_TRANSACTION_CHECK_TIMES);
        return times == null ? 1 : Integer.parseInt(times);
    }

    @Override
    public LocalTransactionState executeLocalTransaction(Message message, Object argument) {
        throw new UnsupportedOperationException("RocketMQHalfMessages runs local transactions itself");
    }
}
