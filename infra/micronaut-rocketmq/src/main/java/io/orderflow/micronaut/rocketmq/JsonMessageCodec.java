package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.consume.PoisonMessageException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bodies as JSON; a {@code byte[]} travels as it is. Another {@link MessageCodec} bean takes its place. */
@Singleton
@Secondary
@Requires(beans = JsonMapper.class)
final class JsonMessageCodec implements MessageCodec {

    private final JsonMapper json;
    private final Map<Type, Argument<?>> arguments = new ConcurrentHashMap<>();

    JsonMessageCodec(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte[] encode(Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("No JSON for " + body.getClass().getName(), unwritable);
        }
    }

    @Override
    public Object decode(byte[] body, Type type) {
        if (type == byte[].class) {
            return body;
        }
        Object value;
        try {
            value = json.readValue(body, arguments.computeIfAbsent(type, Argument::of));
        } catch (IOException | RuntimeException unreadable) {
            throw new PoisonMessageException(
                    "The body is no %s: %s".formatted(type.getTypeName(), unreadable.getMessage()), unreadable);
        }
        if (value == null) {
            throw new PoisonMessageException("The body is empty; a %s is expected".formatted(type.getTypeName()));
        }
        return value;
    }
}
