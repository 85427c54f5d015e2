package io.orderflow.dashboard.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** A message's body for people: JSON with its lines, other text as it is, anything else as bytes. Never changes a value. */
final class BodyText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BYTES_SHOWN = 4_096;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private BodyText() {}

    static String of(byte[] body) {
        return text(body).map(BodyText::indented).orElseGet(() -> hex(body));
    }

    /** @return empty if it is not UTF-8 */
    static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    /** Numbers stay as they were written, and so does the order of fields. */
    private static String indented(String text) {
        var out = new StringWriter();
        try (var parser = JSON.createParser(text);
                var generator = JSON.createGenerator(out)) {
            generator.setPrettyPrinter(new DefaultPrettyPrinter());
            if (parser.nextToken() == null) {
                return text;
            }
            generator.copyCurrentStructureExact(parser);
            if (parser.nextToken() != null) {
                return text;
            }
        } catch (IOException noJson) {
            return text;
        }
        return out.toString();
    }

    private static String hex(byte[] body) {
        int shown = Math.min(body.length, MOST_BYTES_SHOWN);
        return HEX.formatHex(body, 0, shown) + (shown < body.length ? " …" : "");
    }
}
