package io.orderflow.micronaut.rocketmq;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.ExecutableMethod;
import io.micronaut.messaging.annotation.MessageBody;
import io.micronaut.messaging.annotation.MessageHeader;
import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.micronaut.rocketmq.annotation.MessageKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out at startup where each argument of a listener method comes from, and refuses those that come from nowhere. */
@Singleton
final class DeliveryArguments {

    /** One argument's value; throws {@link PoisonMessageException} if this delivery will never have one. */
    @FunctionalInterface
    interface Binder extends Function<Delivery, @Nullable Object> {}

    private final MessageCodec codec;
    private final ConversionService conversion;

    DeliveryArguments(MessageCodec codec, ConversionService conversion) {
        this.codec = codec;
        this.conversion = conversion;
    }

    static boolean isBindable(Argument<?> argument) {
        var annotations = argument.getAnnotationMetadata();
        return annotations.hasAnnotation(MessageBody.class)
                || annotations.hasAnnotation(MessageKey.class)
                || annotations.hasAnnotation(MessageHeader.class)
                || argument.getType() == Delivery.class;
    }

    /** @param batch whether each argument is a {@code List} with one element for each delivery */
    List<Binder> of(ExecutableMethod<?, ?> method, boolean batch, String where) {
        return List.of(method.getArguments()).stream()
                .map(argument -> binder(argument, batch ? element(argument, where) : argument, where))
                .toList();
    }

    private static Argument<?> element(Argument<?> argument, String where) {
        Optional<Argument<?>> element = argument.getFirstTypeVariable();
        if (argument.getType() != List.class || element.isEmpty()) {
            throw new IllegalArgumentException("%s: with batch > 1 every argument is a List; make '%s' a List<%s>"
                    .formatted(where, argument.getName(), argument.getType().getSimpleName()));
        }
        return element.get();
    }

    private Binder binder(Argument<?> argument, Argument<?> value, String where) {
        var annotations = argument.getAnnotationMetadata();
        if (annotations.hasAnnotation(MessageBody.class)) {
            var type = value.asType();
            return delivery -> codec.decode(delivery.body(), type);
        }
        if (annotations.hasAnnotation(MessageKey.class)) {
            if (value.getType() != String.class) {
                throw new IllegalArgumentException(
                        "%s: @MessageKey '%s' must be a String".formatted(where, argument.getName()));
            }
            return Delivery::key;
        }
        if (annotations.hasAnnotation(MessageHeader.class)) {
            return header(argument, value);
        }
        if (value.getType() == Delivery.class) {
            return delivery -> delivery;
        }
        throw new IllegalArgumentException(
                "%s: argument '%s' must be @MessageBody, @MessageKey, @MessageHeader or a Delivery"
                        .formatted(where, argument.getName()));
    }

    private Binder header(Argument<?> argument, Argument<?> value) {
        String name = HeaderNames.of(argument);
        boolean optional = argument.isNullable() || value.getType() == Optional.class;
        return delivery -> {
            var text = delivery.headers().get(name);
            if (text == null && !optional) {
                throw new PoisonMessageException("Header '%s' is missing".formatted(name));
            }
            if (text == null) {
                return value.getType() == Optional.class ? Optional.empty() : null;
            }
            return conversion
                    .convert(text, value)
                    .orElseThrow(() -> new PoisonMessageException("Header '%s' is no %s: %s"
                            .formatted(name, value.getType().getSimpleName(), text)));
        };
    }
}
