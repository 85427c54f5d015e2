package io.orderflow.seckill.sale;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** A switch accepts {@code true} and {@code false}, and nothing that looks like them. */
@Singleton
final class TrueOrFalse implements Deserializer<Boolean> {

    @Override
    public Boolean deserialize(Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
            throws IOException {
        var node = decoder.decodeNode();
        if (node.isBoolean()) {
            return node.getBooleanValue();
        }
        throw decoder.createDeserializationException("Neither true nor false", "");
    }
}
