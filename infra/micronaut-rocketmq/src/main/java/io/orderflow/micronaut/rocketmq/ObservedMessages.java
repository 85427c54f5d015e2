package io.orderflow.micronaut.rocketmq;

import io.opentelemetry.api.trace.Span;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.micronaut.rocketmq.observe.ObservedMessage;
import java.util.Map;
import org.apache.rocketmq.common.message.Message;
import org.apache.rocketmq.common.message.MessageClientIDSetter;
import org.apache.rocketmq.common.message.MessageExt;
import org.jspecify.annotations.Nullable;

/** Messages as observers see them. */
final class ObservedMessages {

    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;

    private ObservedMessages() {}

    static ObservedMessage of(OutgoingMessage message, @Nullable String txId, @Nullable String messageId) {
        return new ObservedMessage(
                message.topic(), message.tag(), message.key(), messageId, txId, traceId(message.headers()), null);
    }

    /** Of a message that was handed to the client, which gives it its id. */
    static ObservedMessage of(Message message) {
        return new ObservedMessage(
                message.getTopic(),
                orEmpty(message.getTags()),
                orEmpty(message.getKeys()),
                MessageClientIDSetter.getUniqID(message),
                message.getProperty(BrokerMessages.TX_ID),
                traceId(message.getProperties()),
                null);
    }

    /** Of a half message that the broker asks about. */
    static ObservedMessage asked(MessageExt message) {
        return new ObservedMessage(
                message.getTopic(),
                orEmpty(message.getTags()),
                orEmpty(message.getKeys()),
                MessageClientIDSetter.getUniqID(message),
                message.getProperty(BrokerMessages.TX_ID),
                traceId(message.getProperties()),
                BrokerMessages.bornAt(message));
    }

    static ObservedMessage of(Delivery delivery) {
        return new ObservedMessage(
                delivery.topic(),
                delivery.tag(),
                delivery.key(),
                delivery.messageId(),
                delivery.headers().get(BrokerMessages.TX_ID),
                traceId(delivery.headers()),
                delivery.bornAt());
    }

    /** The sender's, which a batch's own span is not; the current span's where the sender gave none. */
    private static @Nullable String traceId(Map<String, String> headers) {
        String parent = headers.get(MessageTracing.TRACE_PARENT);
        if (parent != null && parent.length() > TRACE_ID_END) {
            return parent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
        }
        var current = Span.current().getSpanContext();
        return current.isValid() ? current.getTraceId() : null;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
