package io.orderflow.dashboard.deadletter.broker;

import java.time.Instant;
import java.util.Map;

/**
 * A message that the broker will not deliver any more: a consumer group gave it up, or its sender never reported how the
 * transaction ended.
 *
 * @param group that gave it up; empty for a half message
 * @param producerGroup of a half message, otherwise empty
 * @param topic where it was sent to at first
 * @param messageId the sender's unique id, the same in every attempt
 * @param originId distinguishes this dead letter from any other of the same group, and is the same in every copy of it
 * @param txId leads to the sender's fence; empty if the message was not sent in a transaction
 * @param redeliveryOf what {@link Redelivery} wrote on it; empty if it was not redelivered
 * @param attempts deliveries before it was given up; check-backs for a half message
 * @param properties all of them, the broker's own included
 */
public record DeadMessage(
        String group,
        String producerGroup,
        String topic,
        String tag,
        String key,
        String messageId,
        String originId,
        String txId,
        String redeliveryOf,
        int attempts,
        Instant bornAt,
        Instant deadAt,
        Map<String, String> properties,
        byte[] body) {

    public DeadMessage {
        properties = Map.copyOf(properties);
    }
}
