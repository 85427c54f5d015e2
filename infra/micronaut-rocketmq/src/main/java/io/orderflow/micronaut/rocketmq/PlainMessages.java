package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.NotSent;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.Sent;
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
import org.jspecify.annotations.Nullable;

/** Sends without a transaction and returns when the broker has stored the message. */
@Singleton
final class PlainMessages {

    private final SharedProducer shared;
    private final ClientSettings settings;
    private final Observers observers;

    PlainMessages(SharedProducer shared, ClientSettings settings, Observers observers) {
        this.shared = shared;
        this.settings = settings;
        this.observers = observers;
    }

    /** @throws MessageNotSentException if the broker did not confirm that it stored the message */
    void send(OutgoingMessage message) {
        send(message, null);
    }

    /**
     * @param deliverAt by the broker's clock; null for at once
     * @throws MessageNotSentException if the broker did not confirm that it stored the message, or does not delay that long
     */
    void send(OutgoingMessage message, @Nullable Instant deliverAt) {
        var outgoing = BrokerMessages.outgoing(message);
        if (deliverAt != null) {
            outgoing.setDeliverTimeMs(deliverAt.toEpochMilli());
        }
        observed(
                List.of(outgoing),
                deliverAt,
                () -> store(
                        producer -> producer.send(outgoing),
                        () -> "Message %s for %s".formatted(message.key(), message.topic())));
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
            Supplier<String> what = () -> "Messages %d to %d of %d for %s (those before are stored)"
                    .formatted(
                            from + 1,
                            from + chunk.size(),
                            messages.size(),
                            messages.getFirst().topic());
            observed(chunk, null, () -> store(sending, what));
            sent += chunk.size();
        }
    }

    private void observed(List<Message> messages, @Nullable Instant deliverAt, Runnable sending) {
        if (observers.none()) {
            sending.run();
            return;
        }
        long begun = System.nanoTime();
        try {
            sending.run();
            long nanos = System.nanoTime() - begun;
            for (Message message : messages) {
                observers.tell(nanos, at -> new Sent(ObservedMessages.of(message), at, nanos, deliverAt));
            }
        } catch (MessageNotSentException failed) {
            long nanos = System.nanoTime() - begun;
            for (Message message : messages) {
                observers.tell(nanos, at -> new NotSent(ObservedMessages.of(message), at, nanos, failed));
            }
            throw failed;
        }
    }

    /** @param what names it in the exception */
    private void store(Sending sending, Supplier<String> what) {
        SendResult result;
        try {
            result = sending.by(shared.producer());
        } catch (TimeoutException notConnected) {
            throw new MessageNotSentException("%s: %s".formatted(what.get(), notConnected.getMessage()), notConnected);
        } catch (MQClientException | RemotingException | MQBrokerException | ExecutionException failed) {
            throw new MessageNotSentException("%s: %s".formatted(what.get(), settings.why(failed)), failed);
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
