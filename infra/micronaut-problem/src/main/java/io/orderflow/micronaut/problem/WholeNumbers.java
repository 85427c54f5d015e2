package io.orderflow.micronaut.problem;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * {@code int} and {@code long} are read from JSON whole numbers and from nothing else. By itself Micronaut also takes
 * {@code "3"}, {@code true} and {@code 1.9} for one; where a number is a quantity, guessing is wrong.
 */
@Factory
final class WholeNumbers {

    @Singleton
    Deserializer<Integer> ints() {
        return new Whole<>(BigDecimal::intValueExact, 0);
    }

    @Singleton
    Deserializer<Long> longs() {
        return new Whole<>(BigDecimal::longValueExact, 0L);
    }

    private record Whole<N>(Function<BigDecimal, N> exact, N zero) implements Deserializer<N> {

        @Override
        public N deserialize(Decoder decoder, DecoderContext context, Argument<? super N> type) throws IOException {
            var node = decoder.decodeNode();
            if (node.isNumber()) {
                try {
                    return exact.apply(node.getBigDecimalValue());
                } catch (ArithmeticException outOfRange) {
                    throw decoder.createDeserializationException("Not a whole number in range", node.getValue());
                }
            }
            throw decoder.createDeserializationException("Not a number", node.isNull() ? "null" : "");
        }

        /** A primitive that is absent is 0, as everywhere in Java; validation decides whether it may be. */
        @Override
        public N getDefaultValue(DecoderContext context, Argument<? super N> type) {
            return zero;
        }
    }
}
