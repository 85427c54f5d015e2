package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.orderflow.json.EventJson;
import io.orderflow.json.Misfit;
import io.orderflow.json.MisfitOf;
import io.orderflow.messaging.MessageCodec;
import io.orderflow.messaging.consume.PoisonMessageException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bodies as JSON, written and read as defined by {@link EventJson}; a {@code byte[]} travels as it is. Another {@link
 * MessageCodec} bean takes its place. Whatever text a body holds is the same after it was written and read, also half of a
 * surrogate pair; whether a value makes sense is for the consumer to judge, member by member.
 */
@Singleton
@Secondary
@Requires(beans = ObjectMapper.class)
final class JsonMessageCodec implements MessageCodec {

    private final ObjectMapper json;
    private final Map<Type, Argument<?>> arguments = new ConcurrentHashMap<>();

    JsonMessageCodec(ObjectMapper json, DeserializationConfiguration usual) {
        this.json = EventJson.tolerant(json, usual);
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
            var why = MisfitOf.failure(unreadable).map(Misfit::text).orElseGet(unreadable::getMessage);
            throw new PoisonMessageException("The body is no %s: %s".formatted(type.getTypeName(), why), unreadable);
        }
        if (value == null) {
            throw new PoisonMessageException("The body is empty; a %s is expected".formatted(type.getTypeName()));
        }
        return value;
    }
}
