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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        var faults = new Faults();
        List<Binder> binders = new ArrayList<>();
        for (Argument<?> argument : method.getArguments()) {
            faults.in(() -> {
                binders.add(binder(argument, batch ? element(argument, where) : argument, where));
            });
        }
        faults.refuse();
        return List.copyOf(binders);
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
            return header(argument, value, where);
        }
        if (value.getType() == Delivery.class) {
            return delivery -> delivery;
        }
        throw new IllegalArgumentException(
                "%s: argument '%s' must be @MessageBody, @MessageKey, @MessageHeader or a Delivery"
                        .formatted(where, argument.getName()));
    }

    private Binder header(Argument<?> argument, Argument<?> value, String where) {
        String name = HeaderNames.of(argument);
        if (Map.class.isAssignableFrom(value.getType())) {
            throw new IllegalArgumentException(
                    "%s: header '%s' is one text, not a Map; take the Delivery, which has all headers"
                            .formatted(where, name));
        }
        boolean optional = value.getType() == Optional.class;
        boolean required = !optional && !argument.isNullable();
        Argument<?> text = optional ? value.getFirstTypeVariable().orElse(Argument.STRING) : value;
        return delivery -> {
            var sent = delivery.headers().get(name);
            if (sent == null) {
                if (required) {
                    throw new PoisonMessageException("Header '%s' is missing".formatted(name));
                }
                return optional ? Optional.empty() : null;
            }
            Object converted = conversion
                    .convert(sent, text)
                    .orElseThrow(() -> new PoisonMessageException("Header '%s' is no %s: %s"
                            .formatted(name, text.getType().getSimpleName(), sent)));
            return optional ? Optional.of(converted) : converted;
        };
    }
}
