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

    ClientMethod read(ExecutableMethod<?, ?> method) {
        String where = "@RocketMQClient method " + method.getDescription(true);
        String topic = text.value(method.getAnnotationMetadata(), Topic.class)
                .orElseThrow(
                        () -> new IllegalArgumentException(where + " has no @Topic; put one on it or on its type"));
        RocketMQNames.checkTopic(topic, where);
        String tag = text.value(method.getAnnotationMetadata(), Tag.class).orElse("");
        if (method.hasAnnotation(Tag.class)) {
            RocketMQNames.checkTag(tag, where);
        }
        var arguments = arguments(method, where);
        checkResult(method, arguments, where);
        return new ClientMethod(
                topic,
                tag,
                arguments,
                codec,
                tracing,
                metrics.publishTimer(topic, tag),
                plain,
                arguments.transaction() < 0 ? null : publisher(where));
    }

    private static Arguments arguments(ExecutableMethod<?, ?> method, String where) {
        int key = -1;
        int body = -1;
        int transaction = -1;
        int deliverAt = -1;
        List<Header> headers = new ArrayList<>();
        var declared = method.getArguments();
        for (int i = 0; i < declared.length; i++) {
            Argument<?> argument = declared[i];
            var annotations = argument.getAnnotationMetadata();
            if (annotations.hasAnnotation(MessageKey.class)) {
                key = once(key, i, "@MessageKey", where);
            } else if (annotations.hasAnnotation(MessageBody.class)) {
                body = once(body, i, "@MessageBody", where);
            } else if (annotations.hasAnnotation(DeliverAt.class)) {
                deliverAt = once(deliverAt, i, "@DeliverAt", where);
            } else if (annotations.hasAnnotation(MessageHeader.class)) {
                headers.add(new Header(
                        checked(HeaderNames.of(argument), where), i, List.class.isAssignableFrom(argument.getType())));
            } else if (LocalTransaction.class.isAssignableFrom(argument.getType())) {
                transaction = once(transaction, i, "LocalTransaction", where);
            } else {
                throw new IllegalArgumentException(
                        "%s: argument '%s' must be @MessageKey, @MessageBody, @MessageHeader, @DeliverAt or a LocalTransaction"
                                .formatted(where, argument.getName()));
            }
        }
        if (key < 0 || body < 0) {
            throw new IllegalArgumentException(
                    where + " needs a @MessageKey (what consumers deduplicate by) and a @MessageBody");
        }
        boolean batch = isBatch(declared[key], declared[body], where);
        checkHeaders(batch, headers, where);
        checkDelay(deliverAt < 0 ? null : declared[deliverAt], where);
        checkTogether(batch, transaction >= 0, deliverAt >= 0, where);
        return new Arguments(key, body, transaction, deliverAt, batch, List.copyOf(headers));
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

    private static String checked(String header, String where) {
        if (MessageConst.STRING_HASH_SET.contains(header) || header.equals(BrokerMessages.TX_ID)) {
            throw new IllegalArgumentException(
                    "%s: header '%s' is RocketMQ's own; choose another name".formatted(where, header));
        }
        return header;
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

    private TransactionalPublisher publisher(String where) {
        return transactional
                .find(null)
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                where
                                        + " publishes in a transaction, but there is no DataSource (or Transactions bean) to run it on"));
    }
}
