package io.orderflow.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.micronaut.context.annotation.BootstrapContextCompatible;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.JsonStreamConfig;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.SerdeRegistry;
import io.micronaut.serde.config.DeserializationConfiguration;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.config.SerializationConfiguration;
import io.micronaut.serde.jackson.JacksonJsonMapper;
import io.micronaut.serde.jackson.SerdeJacksonConfiguration;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Processor;

/**
 * The application's JSON mapper: writes as Micronaut's does, and reads with a {@link StrictDecoder}, refusing a key that is given
 * twice, whatever follows the document, numbers of more than {@value #LONGEST_NUMBER} characters and more than {@value
 * #DEEPEST_NESTING} levels. A failed read is explained by {@link MisfitOf}.
 */
@Singleton
@Primary
@BootstrapContextCompatible
@Replaces(JacksonJsonMapper.class)
final class StrictJsonMapper implements ObjectMapper {

    static final int LONGEST_NUMBER = 100;
    static final int DEEPEST_NESTING = 64;

    private static final String TOO_LARGE =
            "is too long or nested too deeply: numbers have at most %d characters, values at most %d levels"
                    .formatted(LONGEST_NUMBER, DEEPEST_NESTING);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();

    private final ObjectMapper written;
    private final SerdeRegistry registry;
    private final Deserializer.DecoderContext context;
    private final @Nullable Specific specific;

    /** A type whose deserializer was looked up before. */
    private record Specific(Argument<?> type, Deserializer<?> deserializer) {}

    @Inject
    StrictJsonMapper(SerdeRegistry registry, SerdeConfiguration usual, SerdeJacksonConfiguration jackson) {
        this(new JacksonJsonMapper(registry, usual, jackson), registry, null);
    }

    private StrictJsonMapper(ObjectMapper written, SerdeRegistry registry, @Nullable Specific specific) {
        this.written = written;
        this.registry = registry;
        this.context = registry.newDecoderContext(Object.class);
        this.specific = specific;
    }

    @Override
    public SerdeRegistry getSerdeRegistry() {
        return registry;
    }

    @Override
    public ObjectMapper cloneWithConfiguration(
            @Nullable SerdeConfiguration usual,
            @Nullable SerializationConfiguration writing,
            @Nullable DeserializationConfiguration reading) {
        var clone = written.cloneWithConfiguration(usual, writing, reading);
        return new StrictJsonMapper(clone, clone.getSerdeRegistry(), null);
    }

    @Override
    public JsonMapper createSpecific(Argument<?> type) {
        var mapper = written.createSpecific(type) instanceof ObjectMapper objects ? objects : written;
        @Nullable Specific found;
        try {
            found = new Specific(type, deserializer(type));
        } catch (IOException | RuntimeException onlyWritten) {
            // The type may be one that is only written; reading it fails when it is tried.
            found = null;
        }
        return new StrictJsonMapper(mapper, registry, found);
    }

    @Override
    public JsonMapper cloneWithViewClass(Class<?> view) {
        return written.cloneWithViewClass(view);
    }

    private <T> Deserializer<? extends T> deserializer(Argument<T> type) throws IOException {
        return context.findDeserializer(type).createSpecific(context, type);
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable T read(JsonParser parser, Argument<T> type) throws IOException {
        var deserializer = specific != null && type.equalsType(specific.type())
                ? (Deserializer<? extends T>) specific.deserializer()
                : deserializer(type);
        try {
            var decoder = new StrictDecoder(parser);
            var value = deserializer.deserializeNullable(decoder, context, type);
            decoder.finish();
            return value;
        } catch (IOException | RuntimeException failure) {
            throw explained(parser, failure);
        }
    }

    /** Adds where the parser stands if it was the parser that failed: deserializers wrap its failures, once per level. */
    private static IOException explained(JsonParser parser, Exception failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case JsonParseException syntax -> {
                    return new JsonSyntaxException(syntax);
                }
                case StreamConstraintsException tooLarge -> {
                    return new MisfitException(Misfit.invalid(JsonPath.of(parser), TOO_LARGE));
                }
                case CharConversionException noText -> {
                    return new JsonSyntaxException(new JsonParseException(parser, "Not UTF-8", noText));
                }
                default -> {
                    // Not the parser's.
                }
            }
        }
        if (failure instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        return (IOException) failure;
    }

    @Override
    public <T> @Nullable T readValue(InputStream in, Argument<T> type) throws IOException {
        try (var parser = FACTORY.createParser(in)) {
            return read(parser, type);
        }
    }

    @Override
    public <T> @Nullable T readValue(byte[] document, Argument<T> type) throws IOException {
        try (var parser = FACTORY.createParser(document)) {
            return read(parser, type);
        }
    }

    @Override
    public <T> @Nullable T readValue(ByteBuffer<?> document, Argument<T> type) throws IOException {
        try (var parser = FACTORY.createParser(document.toInputStream())) {
            return read(parser, type);
        }
    }

    @Override
    public <T> @Nullable T readValueFromTree(JsonNode tree, Argument<T> type) throws IOException {
        return written.readValueFromTree(tree, type);
    }

    @Override
    public JsonNode writeValueToTree(@Nullable Object value) throws IOException {
        return written.writeValueToTree(value);
    }

    @Override
    public <T> JsonNode writeValueToTree(Argument<T> type, @Nullable T value) throws IOException {
        return written.writeValueToTree(type, value);
    }

    @Override
    public void writeValue(OutputStream out, @Nullable Object value) throws IOException {
        written.writeValue(out, value);
    }

    @Override
    public <T> void writeValue(OutputStream out, Argument<T> type, @Nullable T value) throws IOException {
        written.writeValue(out, type, value);
    }

    @Override
    public byte[] writeValueAsBytes(@Nullable Object value) throws IOException {
        return written.writeValueAsBytes(value);
    }

    @Override
    public <T> byte[] writeValueAsBytes(Argument<T> type, @Nullable T value) throws IOException {
        return written.writeValueAsBytes(type, value);
    }

    @Override
    public JsonStreamConfig getStreamConfig() {
        return written.getStreamConfig();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation")
    public Processor<byte[], JsonNode> createReactiveParser(
            Consumer<Processor<byte[], JsonNode>> onSubscribe, boolean streamArray) {
        return written.createReactiveParser(onSubscribe, streamArray);
    }
}
