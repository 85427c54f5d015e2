package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.OutgoingMessage;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.remoting.exception.RemotingException;

/** Sends without a transaction and returns when the broker has stored the message. */
@Singleton
final class PlainMessages {

    private final SharedProducer shared;

    PlainMessages(SharedProducer shared) {
        this.shared = shared;
    }

    /** @throws MessageNotSentException if the broker did not confirm that it stored the message */
    void send(OutgoingMessage message) {
        SendResult result;
        try {
            result = shared.producer().send(BrokerMessages.outgoing(message));
        } catch (MQClientException
                | RemotingException
                | MQBrokerException
                | ExecutionException
                | TimeoutException failed) {
            throw new MessageNotSentException(
                    "Message %s for %s: %s".formatted(message.key(), message.topic(), failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MessageNotSentException(
                    "Message %s for %s: interrupted".formatted(message.key(), message.topic()), interrupted);
        }
        if (result.getSendStatus() != SendStatus.SEND_OK) {
            throw new MessageNotSentException(
                    "Message %s for %s: %s".formatted(message.key(), message.topic(), result.getSendStatus()));
        }
    }
}
