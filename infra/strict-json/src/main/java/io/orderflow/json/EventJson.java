package io.orderflow.json;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.micronaut.serde.config.SerializationConfiguration;
import io.micronaut.serde.config.annotation.SerdeConfig;

/**
 * How events are written and read: everything is written but null, so that what is read equals what was written; what isn't
 * {@code @Nullable} must be there.
 */
public final class EventJson {

    private EventJson() {}

    /** For consumers: an event may have gained fields. */
    public static ObjectMapper tolerant(ObjectMapper strict, DeserializationConfiguration usual) {
        return mapper(strict, usual, true);
    }

    /** For people: a field that the type doesn't have is a mistyped one. */
    public static ObjectMapper closed(ObjectMapper strict, DeserializationConfiguration usual) {
        return mapper(strict, usual, false);
    }

    private static ObjectMapper mapper(ObjectMapper strict, DeserializationConfiguration usual, boolean ignoreUnknown) {
        return strict.cloneWithConfiguration(
                null, new EverythingButNull(), new Required(usual.getArraySizeThreshold(), ignoreUnknown));
    }

    private record EverythingButNull() implements SerializationConfiguration {

        @Override
        public SerdeConfig.SerInclude getInclusion() {
            return SerdeConfig.SerInclude.NON_NULL;
        }

        @Override
        public boolean isAlwaysSerializeErrorsAsList() {
            return true;
        }
    }

    private record Required(int arraySizeThreshold, boolean ignoreUnknown) implements DeserializationConfiguration {

        @Override
        public boolean isIgnoreUnknown() {
            return ignoreUnknown;
        }

        @Override
        public int getArraySizeThreshold() {
            return arraySizeThreshold;
        }

        @Override
        public boolean isStrictNullable() {
            return true;
        }

        @Override
        public boolean isFailOnNullForPrimitives() {
            return true;
        }
    }
}
