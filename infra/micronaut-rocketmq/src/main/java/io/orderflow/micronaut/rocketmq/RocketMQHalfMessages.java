package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.HalfMessageRefused;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.HalfMessageStored;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.VerdictLost;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.VerdictSent;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.LocalTransactionState;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RocketMQ's half messages. A half message that is not safely stored counts as not stored. */
@Singleton
final class RocketMQHalfMessages implements HalfMessages {

    private static final Logger LOG = LoggerFactory.getLogger(RocketMQHalfMessages.class);

    private final SharedProducer shared;
    private final ClientSettings settings;
    private final Observers observers;

    RocketMQHalfMessages(SharedProducer shared, ClientSettings settings, Observers observers) {
        this.shared = shared;
        this.settings = settings;
        this.observers = observers;
    }

    @Override
    public void send(OutgoingMessage message, String txId, Supplier<Verdict> local) {
        var half = BrokerMessages.outgoing(message);
        half.putUserProperty(BrokerMessages.TX_ID, txId);
        long begun = System.nanoTime();
        SendResult stored;
        TransactionProducer producer;
        try {
            producer = connected(message);
            stored = store(producer, half, message);
        } catch (HalfMessageNotStoredException refused) {
            long nanos = System.nanoTime() - begun;
            observers.tell(
                    nanos, at -> new HalfMessageRefused(ObservedMessages.of(message, txId, null), at, nanos, refused));
            throw refused;
        }
        long nanos = System.nanoTime() - begun;
        observers.tell(nanos, at -> new HalfMessageStored(ObservedMessages.of(half), at, nanos));
        // Unless the transaction reports its end, the verdict is unknown: the check-back will ask the fence.
        var verdict = Verdict.UNKNOWN;
        try {
            verdict = local.get();
        } finally {
            end(producer, half, stored, verdict);
        }
    }

    private TransactionProducer connected(OutgoingMessage message) {
        try {
            return shared.producer();
        } catch (TimeoutException notConnected) {
            throw notStored(message, String.valueOf(notConnected.getMessage()), notConnected);
        } catch (ExecutionException stopped) {
            throw notStored(message, "not connected", stopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notStored(message, "interrupted", interrupted);
        }
    }

    private SendResult store(TransactionProducer producer, Message half, OutgoingMessage message) {
        SendResult result;
        try {
            result = producer.sendHalf(half);
        } catch (MQClientException | RemotingException | MQBrokerException failed) {
            throw notStored(message, settings.why(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw notStored(message, "interrupted", interrupted);
        }
        if (result.getSendStatus() != SendStatus.SEND_OK) {
            // It may or may not be on disk; it will never be committed.
            end(producer, half, result, Verdict.ROLLBACK);
            throw new HalfMessageNotStoredException(
                    "Half message %s for %s: %s".formatted(message.key(), message.topic(), result.getSendStatus()));
        }
        return result;
    }

    private void end(TransactionProducer producer, Message half, SendResult stored, Verdict verdict) {
        long begun = System.nanoTime();
        try {
            producer.end(half, stored, state(verdict));
            long nanos = System.nanoTime() - begun;
            observers.tell(nanos, at -> new VerdictSent(ObservedMessages.of(half), at, nanos, verdict));
        } catch (Exception lost) {
            long nanos = System.nanoTime() - begun;
            observers.tell(nanos, at -> new VerdictLost(ObservedMessages.of(half), at, nanos, verdict, lost));
            if (lost instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn(
                    "{} of {} did not reach the broker: {}; check-back will settle it",
                    verdict,
                    half.getKeys(),
                    lost.toString());
        }
    }

    static LocalTransactionState state(Verdict verdict) {
        return switch (verdict) {
            case COMMIT -> LocalTransactionState.COMMIT_MESSAGE;
            case ROLLBACK -> LocalTransactionState.ROLLBACK_MESSAGE;
            case UNKNOWN -> LocalTransactionState.UNKNOW;
        };
    }

    private static HalfMessageNotStoredException notStored(OutgoingMessage message, String why, Exception cause) {
        return new HalfMessageNotStoredException(
                "Half message %s for %s: %s".formatted(message.key(), message.topic(), why), cause);
    }
}
