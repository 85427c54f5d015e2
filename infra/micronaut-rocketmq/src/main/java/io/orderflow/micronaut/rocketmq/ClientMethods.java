package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.publish.LocalTransaction;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.TransactionalPublisher;
import io.orderflow.micronaut.rocketmq.ClientMethod.Arguments;
import io.orderflow.micronaut.rocketmq.ClientMethod.Header;
import io.orderflow.micronaut.rocketmq.annotation.DeliverAt;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.rocketmq.common.message.MessageConst;
import org.jspecify.annotations.Nullable;

/** Reads a client method's annotations once, and refuses what could not be sent. */
@Singleton
final class ClientMethods {

    private final AnnotationText text;
    private final MessageCodec codec;
    private final MessageTracing tracing;
    private final RocketMQMetrics metrics;
    private final PlainMessages plain;
    private final BeanProvider<TransactionalPublisher> transactional;

    ClientMethods(
            AnnotationText text,
            MessageCodec codec,
            MessageTracing tracing,
            RocketMQMetrics metrics,
            PlainMessages plain,
            BeanProvider<TransactionalPublisher> transactional) {
        this.text = text;
        this.codec = codec;
        this.tracing = tracing;
        this.metrics = metrics;
        this.plain = plain;
        this.transactional = transactional;
    }

    /** @throws IllegalArgumentException that names everything that is wrong with it */
    ClientMethod read(ExecutableMethod<?, ?> method) {
        String where = "@RocketMQClient %s, method %s"
                .formatted(method.getDeclaringType().getName(), method.getDescription(true));
        var faults = new Faults();
        String topic = faults.in(() -> topic(method, where), "");
        String tag = faults.in(() -> tag(method, where), "");
        var arguments = arguments(method, faults, where);
        faults.in(() -> checkResult(method, arguments, where));
        var publisher = faults.in(
                () -> arguments.transaction() < 0 ? Optional.<TransactionalPublisher>empty() : publisher(where),
                Optional.<TransactionalPublisher>empty());
        faults.refuse();
        return new ClientMethod(
                where,
                topic,
                tag,
                arguments,
                codec,
                tracing,
                metrics.publishTimer(topic, tag),
                plain,
                publisher.orElse(null));
    }

    private String topic(ExecutableMethod<?, ?> method, String where) {
        String topic = text.value(method.getAnnotationMetadata(), Topic.class)
                .orElseThrow(
                        () -> new IllegalArgumentException(where + " has no @Topic; put one on it or on its type"));
        RocketMQNames.checkTopic(topic, where);
        return topic;
    }

    private String tag(ExecutableMethod<?, ?> method, String where) {
        String tag = text.value(method.getAnnotationMetadata(), Tag.class).orElse("");
        if (method.hasAnnotation(Tag.class)) {
            RocketMQNames.checkTag(tag, where);
        }
        return tag;
    }

    private static Arguments arguments(ExecutableMethod<?, ?> method, Faults faults, String where) {
        var places = new Places(where);
        var declared = method.getArguments();
        for (int i = 0; i < declared.length; i++) {
            int place = i;
            faults.in(() -> places.take(place, declared[place]));
        }
        boolean complete = places.key >= 0 && places.body >= 0;
        if (!complete) {
            faults.in(() -> {
                throw new IllegalArgumentException(
                        where + " needs a @MessageKey (what consumers deduplicate by) and a @MessageBody");
            });
        }
        boolean batch = complete && faults.in(() -> isBatch(declared[places.key], declared[places.body], where), false);
        faults.in(() -> checkHeaders(batch, places.headers, where));
        faults.in(() -> checkDelay(places.deliverAt < 0 ? null : declared[places.deliverAt], where));
        faults.in(() -> checkTogether(batch, places.transaction >= 0, places.deliverAt >= 0, where));
        return new Arguments(
                places.key, places.body, places.transaction, places.deliverAt, batch, List.copyOf(places.headers));
    }

    /** Where a method's arguments are, -1 for those that it does not have. */
    private static final class Places {

        private final String where;
        private final List<Header> headers = new ArrayList<>();
        private int key = -1;
        private int body = -1;
        private int transaction = -1;
        private int deliverAt = -1;

        Places(String where) {
            this.where = where;
        }

        void take(int place, Argument<?> argument) {
            var annotations = argument.getAnnotationMetadata();
            if (annotations.hasAnnotation(MessageKey.class)) {
                key = once(key, place, "@MessageKey", where);
            } else if (annotations.hasAnnotation(MessageBody.class)) {
                body = once(body, place, "@MessageBody", where);
            } else if (annotations.hasAnnotation(DeliverAt.class)) {
                deliverAt = once(deliverAt, place, "@DeliverAt", where);
            } else if (annotations.hasAnnotation(MessageHeader.class)) {
                headers.add(header(place, argument, where));
            } else if (LocalTransaction.class.isAssignableFrom(argument.getType())) {
                transaction = once(transaction, place, "LocalTransaction", where);
            } else {
                throw new IllegalArgumentException(
                        "%s: argument '%s' must be @MessageKey, @MessageBody, @MessageHeader, @DeliverAt or a LocalTransaction"
                                .formatted(where, argument.getName()));
            }
        }
    }

    private static Header header(int place, Argument<?> argument, String where) {
        String name = HeaderNames.of(argument);
        checkName(name, where);
        boolean each = List.class.isAssignableFrom(argument.getType());
        checkText(each ? argument.getFirstTypeVariable().orElse(argument) : argument, name, where);
        return new Header(name, place, each);
    }

    private static void checkName(String name, String where) {
        if (MessageConst.STRING_HASH_SET.contains(name) || BrokerMessages.isOwn(name)) {
            throw new IllegalArgumentException(
                    "%s: header '%s' is RocketMQ's or this library's own; choose another name".formatted(where, name));
        }
        if (!BrokerMessages.canCarry(name)) {
            throw new IllegalArgumentException(
                    "%s: a header's name must not hold the characters U+0001 and U+0002, with which RocketMQ separates them"
                            .formatted(where));
        }
    }

    /** What holds values has a text, too, but not theirs: {@code {a=b}}, {@code Optional[a]}. */
    private static void checkText(Argument<?> argument, String name, String where) {
        var type = argument.getType();
        if (Map.class.isAssignableFrom(type)
                || Iterable.class.isAssignableFrom(type)
                || Optional.class == type
                || type.isArray()) {
            throw new IllegalArgumentException(
                    "%s: header '%s' is one text, not %s; give each value a @MessageHeader of its own, or let one text hold them"
                            .formatted(where, name, argument.getTypeString(true)));
        }
    }

    private static boolean isBatch(Argument<?> key, Argument<?> body, String where) {
        if (!Iterable.class.isAssignableFrom(key.getType())) {
            return false;
        }
        boolean keys = key.getType() == List.class
                && key.getFirstTypeVariable()
                        .filter(element -> element.getType() == String.class)
                        .isPresent();
        if (!keys || body.getType() != List.class) {
            throw new IllegalArgumentException(where
                    + " sends a batch: @MessageKey must be a List<String> and @MessageBody a List of the same size");
        }
        return true;
    }

    private static void checkHeaders(boolean batch, List<Header> headers, String where) {
        for (Header header : headers) {
            if (header.each() && !batch) {
                throw new IllegalArgumentException(
                        "%s: header '%s' is a List, one for each message of a batch; this method sends one message"
                                .formatted(where, header.name()));
            }
        }
    }

    private static void checkDelay(@Nullable Argument<?> deliverAt, String where) {
        if (deliverAt != null && deliverAt.getType() != Instant.class) {
            throw new IllegalArgumentException("%s: @DeliverAt '%s' must be an Instant, not %s"
                    .formatted(where, deliverAt.getName(), deliverAt.getType().getSimpleName()));
        }
    }

    private static void checkTogether(boolean batch, boolean transaction, boolean delayed, String where) {
        if (transaction && delayed) {
            throw new IllegalArgumentException(where
                    + " can't delay a message of a LocalTransaction; remove @DeliverAt and let the receiver wait");
        }
        if (batch && transaction) {
            throw new IllegalArgumentException(
                    where
                            + " can't send a batch in a LocalTransaction; make its body one message that holds the list, under one key");
        }
        if (batch && delayed) {
            throw new IllegalArgumentException(
                    where + " can't delay a batch; send each message with its own @DeliverAt");
        }
    }

    private static int once(int before, int now, String what, String where) {
        if (before >= 0) {
            throw new IllegalArgumentException("%s has two arguments that are %s; keep one".formatted(where, what));
        }
        return now;
    }

    private static void checkResult(ExecutableMethod<?, ?> method, Arguments arguments, String where) {
        Class<?> result = method.getReturnType().getType();
        if (arguments.transaction() < 0 ? result != void.class : result != PublishResult.class) {
            throw new IllegalArgumentException(
                    where + " must return PublishResult<R> if it takes a LocalTransaction<R>, and void if it does not");
        }
    }

    private Optional<TransactionalPublisher> publisher(String where) {
        return Optional.of(
                transactional
                        .find(null)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        where
                                                + " publishes in a transaction, but there is no DataSource (or Transactions bean) to run it on")));
    }
}
