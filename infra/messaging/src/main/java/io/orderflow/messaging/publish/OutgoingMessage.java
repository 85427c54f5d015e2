package io.orderflow.messaging.publish;

import java.util.Map;

/**
 * A message on its way out, already encoded.
 *
 * @param tag what subscribers filter by; empty for none
 * @param key the business key that consumers deduplicate by; never blank
 * @param headers carried beside the body, trace context included
 */
public record OutgoingMessage(String topic, String tag, String key, Map<String, String> headers, byte[] body) {

    public OutgoingMessage {
        if (topic.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException(
                    "A message needs a topic and a key; got topic '%s', key '%s'".formatted(topic, key));
        }
        headers = Map.copyOf(headers);
    }
}
