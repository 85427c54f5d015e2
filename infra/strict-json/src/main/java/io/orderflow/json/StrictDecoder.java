package io.orderflow.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.micronaut.core.type.Argument;
import io.micronaut.jackson.core.tree.JsonNodeTreeCodec;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a JSON value for what it is: a text is no number, a number no text, 1.9 no whole number, a single value no list. Micronaut's
 * own decoder converts each of them into what is asked for.
 */
final class StrictDecoder implements Decoder {

    private static final String WHOLE = "must be a whole number between %d and %d";
    private static final String NUMBER = "must be a number";

    private final JsonParser parser;
    private final Names names = new Names();

    /** Whether the parser's current token is still to be decoded. */
    private boolean peeked;

    StrictDecoder(JsonParser parser) throws IOException {
        this.parser = parser;
        if (!parser.hasCurrentToken() && parser.nextToken() == null) {
            throw new JsonParseException(parser, "There is no value");
        }
        this.peeked = true;
    }

    /** @throws JsonParseException if anything but white space follows */
    void finish() throws IOException {
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "Something follows the value");
        }
    }

    private JsonToken peek() throws IOException {
        var token = peeked ? parser.currentToken() : parser.nextToken();
        if (token == null) {
            throw new JsonParseException(parser, "The end comes too early");
        }
        peeked = true;
        return token;
    }

    private JsonToken take() throws IOException {
        var token = peek();
        peeked = false;
        return token;
    }

    private MisfitException misfit(String message) {
        return new MisfitException(Misfit.invalid(JsonPath.of(parser), message));
    }

    @Override
    public Decoder decodeArray(Argument<?> type) throws IOException {
        if (take() != JsonToken.START_ARRAY) {
            throw misfit("must be an array");
        }
        return this;
    }

    @Override
    public Decoder decodeObject(Argument<?> type) throws IOException {
        if (take() != JsonToken.START_OBJECT) {
            throw misfit("must be an object");
        }
        names.enter();
        return this;
    }

    @Override
    public boolean hasNextArrayValue() throws IOException {
        return peek() != JsonToken.END_ARRAY;
    }

    @Override
    public @Nullable String decodeKey() throws IOException {
        if (peek() == JsonToken.END_OBJECT) {
            return null;
        }
        peeked = false;
        var name = parser.currentName();
        if (names.repeated(name)) {
            throw misfit("must be given once");
        }
        return name;
    }

    @Override
    public String decodeString() throws IOException {
        if (take() != JsonToken.VALUE_STRING) {
            throw misfit("must be a text");
        }
        return parser.getText();
    }

    @Override
    public boolean decodeBoolean() throws IOException {
        return switch (take()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw misfit("must be true or false");
        };
    }

    @Override
    public byte decodeByte() throws IOException {
        return (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    @Override
    public short decodeShort() throws IOException {
        return (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public int decodeInt() throws IOException {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    @Override
    public long decodeLong() throws IOException {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private long whole(long least, long most) throws IOException {
        if (take() != JsonToken.VALUE_NUMBER_INT) {
            throw misfit(WHOLE.formatted(least, most));
        }
        long value;
        try {
            value = parser.getLongValue();
        } catch (InputCoercionException tooLarge) {
            throw misfit(WHOLE.formatted(least, most));
        }
        if (value < least || value > most) {
            throw misfit(WHOLE.formatted(least, most));
        }
        return value;
    }

    @Override
    public char decodeChar() throws IOException {
        var text = decodeString();
        if (text.length() != 1) {
            throw misfit("must be one character");
        }
        return text.charAt(0);
    }

    @Override
    public float decodeFloat() throws IOException {
        number();
        return finite(parser.getFloatValue());
    }

    @Override
    public double decodeDouble() throws IOException {
        number();
        return finite(parser.getDoubleValue());
    }

    private <N extends Number> N finite(N number) throws MisfitException {
        if (!Double.isFinite(number.doubleValue())) {
            throw misfit(NUMBER + " that is not as large");
        }
        return number;
    }

    private void number() throws IOException {
        if (!take().isNumeric()) {
            throw misfit(NUMBER);
        }
    }

    @Override
    public BigInteger decodeBigInteger() throws IOException {
        if (take() != JsonToken.VALUE_NUMBER_INT) {
            throw misfit("must be a whole number");
        }
        return parser.getBigIntegerValue();
    }

    @Override
    public BigDecimal decodeBigDecimal() throws IOException {
        number();
        return parser.getDecimalValue();
    }

    /** @throws MisfitException for an item of an array: no list here has gaps */
    @Override
    public boolean decodeNull() throws IOException {
        if (peek() != JsonToken.VALUE_NULL) {
            return false;
        }
        if (parser.getParsingContext().inArray()) {
            throw misfit("must not be null");
        }
        peeked = false;
        return true;
    }

    @Override
    public @Nullable Object decodeArbitrary() throws IOException {
        return decodeNode().getValue();
    }

    @Override
    public JsonNode decodeNode() throws IOException {
        return switch (take()) {
            case START_OBJECT -> {
                names.enter();
                yield members();
            }
            case START_ARRAY -> items();
            case VALUE_STRING -> JsonNode.createStringNode(parser.getText());
            case VALUE_NUMBER_INT -> wholeNode();
            case VALUE_NUMBER_FLOAT -> JsonNode.createNumberNode(parser.getDecimalValue());
            case VALUE_TRUE -> JsonNode.createBooleanNode(true);
            case VALUE_FALSE -> JsonNode.createBooleanNode(false);
            case VALUE_NULL -> JsonNode.nullNode();
            default -> throw misfit("must be a value");
        };
    }

    private JsonNode wholeNode() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> JsonNode.createNumberNode(parser.getIntValue());
            case LONG -> JsonNode.createNumberNode(parser.getLongValue());
            default -> JsonNode.createNumberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode members() throws IOException {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (var key = decodeKey(); key != null; key = decodeKey()) {
            members.put(key, decodeNode());
        }
        finishStructure();
        return JsonNode.createObjectNode(members);
    }

    private JsonNode items() throws IOException {
        List<JsonNode> items = new ArrayList<>();
        while (hasNextArrayValue()) {
            items.add(decodeNode());
        }
        finishStructure();
        return JsonNode.createArrayNode(items);
    }

    @Override
    public Decoder decodeBuffer() throws IOException {
        return new StrictDecoder(JsonNodeTreeCodec.getInstance().treeAsTokens(decodeNode()));
    }

    /** Not {@code skipChildren}: what is not needed is not looked at there, and may have a name twice. */
    @Override
    public void skipValue() throws IOException {
        switch (take()) {
            case START_OBJECT -> {
                names.enter();
                finishStructure(true);
            }
            case START_ARRAY -> {
                while (hasNextArrayValue()) {
                    skipValue();
                }
                finishStructure();
            }
            default -> {
                // A single token, which was taken.
            }
        }
    }

    @Override
    public void finishStructure(boolean consumeLeftElements) throws IOException {
        while (consumeLeftElements && !peek().isStructEnd()) {
            if (parser.currentToken() == JsonToken.FIELD_NAME) {
                decodeKey();
            }
            skipValue();
        }
        var end = take();
        if (end == JsonToken.END_OBJECT) {
            names.leave();
        } else if (end != JsonToken.END_ARRAY) {
            throw new IllegalStateException("Not all elements have been consumed yet");
        }
    }

    /** A deserializer's message about a value that it has decoded, of an enum or a date. */
    @Override
    public IOException createDeserializationException(String message, @Nullable Object invalidValue) {
        return new MisfitException(new Misfit(Misfit.Kind.OF_ITS_TYPE, JsonPath.of(parser), message, List.of()));
    }
}
