package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.OutgoingMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;
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
        send(message, BrokerMessages.outgoing(message));
    }

    /**
     * @param deliverAt by the broker's clock
     * @throws MessageNotSentException if the broker did not confirm that it stored the message, or does not delay that long
     */
    void send(OutgoingMessage message, Instant deliverAt) {
        var delayed = BrokerMessages.outgoing(message);
        delayed.setDeliverTimeMs(deliverAt.toEpochMilli());
        send(message, delayed);
    }

    /**
     * One round trip for as many as fit into it.
     *
     * @throws MessageNotSentException if the broker did not confirm that it stored all of them; some may be stored
     */
    void sendTogether(List<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        int sent = 0;
        for (List<Message> chunk : MessageChunks.of(messages)) {
            int from = sent;
            Sending sending =
                    chunk.size() == 1 ? producer -> producer.send(chunk.getFirst()) : producer -> producer.send(chunk);
            store(
                    sending,
                    () -> "Messages %d to %d of %d for %s (those before are stored)"
                            .formatted(
                                    from + 1,
                                    from + chunk.size(),
                                    messages.size(),
                                    messages.getFirst().topic()));
            sent += chunk.size();
        }
    }

    private void send(OutgoingMessage message, Message outgoing) {
        store(producer -> producer.send(outgoing), () -> "Message %s for %s".formatted(message.key(), message.topic()));
    }

    /** @param what names it in the exception */
    private void store(Sending sending, Supplier<String> what) {
        SendResult result;
        try {
            result = sending.by(shared.producer());
        } catch (MQClientException
                | RemotingException
                | MQBrokerException
                | ExecutionException
                | TimeoutException failed) {
            throw new MessageNotSentException("%s: %s".formatted(what.get(), failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MessageNotSentException("%s: interrupted".formatted(what.get()), interrupted);
        }
        if (result.getSendStatus() != SendStatus.SEND_OK) {
            throw new MessageNotSentException("%s: %s".formatted(what.get(), result.getSendStatus()));
        }
    }

    @FunctionalInterface
    private interface Sending {
        SendResult by(TransactionProducer producer)
                throws MQClientException, RemotingException, MQBrokerException, InterruptedException;
    }
}
