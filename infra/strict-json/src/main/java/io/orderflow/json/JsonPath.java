package io.orderflow.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.MapItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names fields as in {@code lines[0].quantity}. */
final class JsonPath {

    private JsonPath() {}

    /** @return where the current token is; "" for the document itself */
    static String of(JsonParser parser) {
        var token = parser.currentToken();
        @Nullable JsonStreamContext context = parser.getParsingContext();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            context = context.getParent();
        }
        var path = new StringBuilder();
        for (; context != null && !context.inRoot(); context = context.getParent()) {
            if (context.inArray()) {
                path.insert(0, "[" + Math.max(context.getCurrentIndex(), 0) + "]");
            } else if (context.getCurrentName() != null) {
                path.insert(0, "." + context.getCurrentName());
            }
        }
        return withoutDot(path);
    }

    static String of(List<ReferencePath> innermostFirst) {
        var path = new StringBuilder();
        for (var step : innermostFirst.reversed()) {
            switch (step) {
                case PropertyReferencePath property ->
                    path.append('.').append(property.property().getName());
                case MapItemReferencePath item -> path.append('.').append(item.key());
                case CollectionItemReferencePath item ->
                    path.append('[').append(item.index()).append(']');
            }
        }
        return withoutDot(path);
    }

    static String child(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    private static String withoutDot(StringBuilder path) {
        return !path.isEmpty() && path.charAt(0) == '.' ? path.substring(1) : path.toString();
    }
}
