package io.orderflow.micronaut.rocketmq;

import io.micronaut.core.type.Argument;
import io.micronaut.messaging.annotation.MessageHeader;

/** {@code @MessageHeader("name")}, {@code @MessageHeader(name = "name")}, or the argument's own name. */
final class HeaderNames {

    private HeaderNames() {}

    static String of(Argument<?> argument) {
        var annotations = argument.getAnnotationMetadata();
        return annotations
                .stringValue(MessageHeader.class)
                .or(() -> annotations.stringValue(MessageHeader.class, "name"))
                .filter(name -> !name.isEmpty())
                .orElseGet(argument::getName);
    }
}
