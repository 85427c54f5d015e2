package io.orderflow.messaging.consume;

import java.time.Instant;
import java.util.Map;

/**
 * One attempt to hand one message to one consumer group.
 *
 * @param group the consumer group
 * @param tag empty if the message has none
 * @param key the business key; empty if the sender set none
 * @param messageId the broker's id; a re-sent message has another one, so never deduplicate by it
 * @param attempt 1 for the first delivery
 * @param bornAt when it was sent, by the sender's clock
 */
public record Delivery(
        String group,
        String topic,
        String tag,
        String key,
        String messageId,
        int attempt,
        Map<String, String> headers,
        byte[] body,
        Instant bornAt) {

    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** Whose effect this delivery is about: one group may handle several kinds of message under the same key. */
    public String consumer() {
        return tag.isEmpty() ? group + ":" + topic : group + ":" + topic + ":" + tag;
    }
}
