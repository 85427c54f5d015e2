package io.orderflow.json;

import java.util.List;

/**
 * Why a document is not what was asked for. Never quotes values: they are the sender's data.
 *
 * @param field as in {@code lines[0].quantity}; "" for the document itself
 * @param message what is right there, to be read after the field's name
 * @param accepted the names that would have been right, of a {@link Kind#UNKNOWN} field
 */
public record Misfit(Kind kind, String field, String message, List<String> accepted) {

    public enum Kind {
        /** No JSON at all, or more than one value. */
        MALFORMED,
        /** A field that the type doesn't have. */
        UNKNOWN,
        /** A field whose value is not of the type, missing, null, too long or given twice. */
        INVALID,
        /** A field whose value a deserializer refuses; {@link MisfitOf} knows the type and names what is right. */
        OF_ITS_TYPE
    }

    public Misfit {
        accepted = List.copyOf(accepted);
    }

    static Misfit invalid(String field, String message) {
        return new Misfit(Kind.INVALID, field, message, List.of());
    }

    static Misfit malformed(String message) {
        return new Misfit(Kind.MALFORMED, "", message, List.of());
    }

    /** One sentence. */
    public String text() {
        return kind == Kind.MALFORMED ? message : (field.isEmpty() ? "The body" : field) + " " + message;
    }
}
