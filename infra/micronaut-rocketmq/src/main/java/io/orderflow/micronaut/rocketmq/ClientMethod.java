package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.TransactionalPublisher;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.PublishTimer;
import io.orderflow.micronaut.rocketmq.RocketMQMetrics.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One method of a {@code @RocketMQClient}: its arguments' places are known, only their values change. */
final class ClientMethod {

    /**
     * @param transaction place of the {@code LocalTransaction}; -1 for a plain send
     * @param deliverAt place of the {@code @DeliverAt}; -1 for a delivery at once
     * @param batch whether key and body are lists, with one message for each pair
     */
    record Arguments(int key, int body, int transaction, int deliverAt, boolean batch, List<Header> headers) {}

    /** @param each whether its argument is a list with one value for each message of a batch */
    record Header(String name, int index, boolean each) {}

    private final String where;
    private final String topic;
    private final String tag;
    private final Arguments arguments;
    private final MessageCodec codec;
    private final MessageTracing tracing;
    private final PublishTimer timer;
    private final PlainMessages plain;
    private final @Nullable TransactionalPublisher transactional;

    /** @param where names the method in exceptions */
    ClientMethod(
            String where,
            String topic,
            String tag,
            Arguments arguments,
            MessageCodec codec,
            MessageTracing tracing,
            PublishTimer timer,
            PlainMessages plain,
            @Nullable TransactionalPublisher transactional) {
        this.where = where;
        this.topic = topic;
        this.tag = tag;
        this.arguments = arguments;
        this.codec = codec;
        this.tracing = tracing;
        this.timer = timer;
        this.plain = plain;
        this.transactional = transactional;
    }

    String topic() {
        return topic;
    }

    boolean isTransactional() {
        return transactional != null;
    }

    @Nullable
    Object invoke(@Nullable Object[] values) {
        if (arguments.batch()) {
            sendTogether(messages(values));
            return null;
        }
        var message = message(values);
        long begun = System.nanoTime();
        var outcome = Published.FAILED;
        try {
            if (transactional == null) {
                send(message, values);
                outcome = Published.SENT;
                return null;
            }
            var transaction = (LocalTransaction<?>) required(values[arguments.transaction()], "LocalTransaction");
            PublishResult<?> result = transactional.publish(message, transaction);
            outcome = outcome(result);
            return result;
        } finally {
            timer.published(outcome, System.nanoTime() - begun);
        }
    }

    private void send(OutgoingMessage message, @Nullable Object[] values) {
        if (arguments.deliverAt() < 0) {
            plain.send(message);
        } else {
            plain.send(message, (Instant) required(values[arguments.deliverAt()], "@DeliverAt"));
        }
    }

    private void sendTogether(List<OutgoingMessage> messages) {
        long begun = System.nanoTime();
        var outcome = Published.FAILED;
        try {
            plain.sendTogether(messages);
            outcome = Published.SENT;
        } finally {
            long nanosEach = (System.nanoTime() - begun) / Math.max(1, messages.size());
            for (int i = 0; i < messages.size(); i++) {
                timer.published(outcome, nanosEach);
            }
        }
    }

    private OutgoingMessage message(@Nullable Object[] values) {
        Object key = required(values[arguments.key()], "@MessageKey");
        Object body = required(values[arguments.body()], "@MessageBody");
        return message(key, body, headers(values, 0));
    }

    /** All of them are encoded before the first is sent. */
    private List<OutgoingMessage> messages(@Nullable Object[] values) {
        var keys = (List<?>) required(values[arguments.key()], "@MessageKey");
        var bodies = (List<?>) required(values[arguments.body()], "@MessageBody");
        if (keys.size() != bodies.size()) {
            throw new IllegalArgumentException(
                    "A batch for %s has %d keys and %d bodies; each message needs one of both"
                            .formatted(topic, keys.size(), bodies.size()));
        }
        for (Header header : arguments.headers()) {
            if (header.each() && values[header.index()] instanceof List<?> own && own.size() != keys.size()) {
                throw new IllegalArgumentException(
                        "A batch for %s has %d keys and %d headers '%s'; each message needs one or null"
                                .formatted(topic, keys.size(), own.size(), header.name()));
            }
        }
        List<OutgoingMessage> messages = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            messages.add(
                    message(required(keys, i, "@MessageKey"), required(bodies, i, "@MessageBody"), headers(values, i)));
        }
        return messages;
    }

    private OutgoingMessage message(Object key, Object body, Map<String, String> headers) {
        return new OutgoingMessage(topic, tag, key.toString(), headers, codec.encode(body));
    }

    private Map<String, String> headers(@Nullable Object[] values, int message) {
        Map<String, String> headers = new HashMap<>(4);
        for (Header header : arguments.headers()) {
            var value = values[header.index()];
            if (header.each() && value instanceof List<?> own) {
                value = own.get(message);
            }
            if (value != null) {
                headers.put(header.name(), carried(value.toString(), header.name()));
            }
        }
        // A message that names its own trace does not belong to its sender's.
        if (headers.getOrDefault(MessageTracing.TRACE_PARENT, "").isBlank()) {
            headers.remove(MessageTracing.TRACE_PARENT);
            tracing.inject(headers);
        }
        return Map.copyOf(headers);
    }

    private String carried(String text, String header) {
        if (!BrokerMessages.canCarry(text)) {
            throw new IllegalArgumentException(
                    "%s: header '%s' holds the character U+0001 or U+0002, with which RocketMQ separates headers"
                            .formatted(where, header));
        }
        return text;
    }

    private Object required(List<?> values, int message, String what) {
        Object value = values.get(message);
        return value != null ? value : required(value, "%s of message %d".formatted(what, message + 1));
    }

    private Object required(@Nullable Object value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("%s: %s is null, and a message can't be without".formatted(where, what));
        }
        return value;
    }

    private static Published outcome(PublishResult<?> result) {
        return switch (result) {
            case PublishResult.Committed<?> committed -> Published.COMMITTED;
            case PublishResult.RolledBack<?> rolledBack -> Published.ROLLED_BACK;
            case PublishResult.Unknown<?> unknown -> Published.UNKNOWN;
        };
    }
}
