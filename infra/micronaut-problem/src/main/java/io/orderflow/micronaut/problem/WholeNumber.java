package io.orderflow.micronaut.problem;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Every {@code int} is read from a JSON whole number and from nothing else. By itself Micronaut also takes {@code "3"},
 * {@code true} and {@code 1.9} for one; where a number is a quantity, guessing is wrong.
 */
@Singleton
public final class WholeNumber implements Deserializer<Integer> {

    @Override
    public Integer deserialize(Decoder decoder, DecoderContext context, Argument<? super Integer> type)
            throws IOException {
        var node = decoder.decodeNode();
        if (node.isNumber()) {
            try {
                return node.getBigDecimalValue().intValueExact();
            } catch (ArithmeticException outOfRange) {
                throw decoder.createDeserializationException("Not a whole number in range", node.getValue());
            }
        }
        throw decoder.createDeserializationException("Not a number", "");
    }

    /** A primitive that is absent is 0, as everywhere in Java; validation decides whether it may be. */
    @Override
    public Integer getDefaultValue(DecoderContext context, Argument<? super Integer> type) {
        return 0;
    }
}
