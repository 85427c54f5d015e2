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
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

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
        List<Header> headers = new ArrayList<>();
        var declared = method.getArguments();
        for (int i = 0; i < declared.length; i++) {
            Argument<?> argument = declared[i];
            var annotations = argument.getAnnotationMetadata();
            if (annotations.hasAnnotation(MessageKey.class)) {
                key = once(key, i, "@MessageKey", where);
            } else if (annotations.hasAnnotation(MessageBody.class)) {
                body = once(body, i, "@MessageBody", where);
            } else if (annotations.hasAnnotation(MessageHeader.class)) {
                headers.add(new Header(HeaderNames.of(argument), i));
            } else if (LocalTransaction.class.isAssignableFrom(argument.getType())) {
                transaction = once(transaction, i, "LocalTransaction", where);
            } else {
                throw new IllegalArgumentException(
                        "%s: argument '%s' must be @MessageKey, @MessageBody, @MessageHeader or a LocalTransaction"
                                .formatted(where, argument.getName()));
            }
        }
        if (key < 0 || body < 0) {
            throw new IllegalArgumentException(
                    where + " needs a @MessageKey (what consumers deduplicate by) and a @MessageBody");
        }
        return new Arguments(key, body, transaction, List.copyOf(headers));
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
