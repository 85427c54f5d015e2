package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.publish.OutgoingMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageAccessor;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageDecoder;
import org.apache.rocketmq.common.message.MessageExt;

/** RocketMQ's messages, from and to this library's. */
final class BrokerMessages {

    /** Property that leads a check-back to its fence. */
    static final String TX_ID = "orderflow-tx-id";

    /** Begins the property that stands for a header without text: RocketMQ drops properties that have none. */
    private static final String EMPTY = "orderflow-empty:";

    private static final long FIRST_MILLIS = 0;
    private static final long LAST_MILLIS =
            Instant.parse("9999-12-30T00:00:00Z").toEpochMilli();

    private BrokerMessages() {}

    /** Whether a header of that name would be taken for one that is not the sender's. */
    static boolean isOwn(String header) {
        return header.equals(TX_ID) || header.startsWith(EMPTY);
    }

    /** Whether a header's name or text arrives as it was sent. */
    static boolean canCarry(String text) {
        return text.indexOf(MessageDecoder.NAME_VALUE_SEPARATOR) < 0
                && text.indexOf(MessageDecoder.PROPERTY_SEPARATOR) < 0;
    }

    static Message outgoing(OutgoingMessage message) {
        var outgoing = new Message(message.topic(), message.tag(), message.key(), message.body());
        message.headers().forEach((name, text) -> {
            if (text.isEmpty()) {
                outgoing.putUserProperty(EMPTY + name, "true");
            } else {
                // The message's own method refuses blank text, which travels well.
                MessageAccessor.putProperty(outgoing, name, text);
            }
        });
        return outgoing;
    }

    static Delivery delivery(String group, MessageExt message) {
        return new Delivery(
                group,
                message.getTopic(),
                Objects.requireNonNullElse(message.getTags(), ""),
                Objects.requireNonNullElse(message.getKeys(), ""),
                // The sender's unique id: the broker's own changes with every redelivery.
                message.getMsgId(),
                message.getReconsumeTimes() + 1,
                headers(message.getProperties()),
                Objects.requireNonNullElse(message.getBody(), new byte[0]),
                bornAt(message));
    }

    /** The sender sets the time, and may set any: what lies beyond the four-digit years that a database stores is cut to them. */
    static Instant bornAt(MessageExt message) {
        return Instant.ofEpochMilli(Math.clamp(message.getBornTimestamp(), FIRST_MILLIS, LAST_MILLIS));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of entries can't be generic
    private static Map<String, String> headers(Map<String, String> properties) {
        var headers = new ArrayList<Map.Entry<String, String>>(4);
        for (var property : properties.entrySet()) {
            String name = property.getKey();
            if (name.startsWith(EMPTY)) {
                headers.add(Map.entry(name.substring(EMPTY.length()), ""));
            } else if (!MessageConst.STRING_HASH_SET.contains(name)) {
                headers.add(Map.entry(name, property.getValue()));
            }
        }
        return Map.ofEntries(headers.toArray(new Map.Entry[0]));
    }
}
