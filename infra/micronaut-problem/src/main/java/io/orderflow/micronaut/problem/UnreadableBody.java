package io.orderflow.micronaut.problem;

import com.fasterxml.jackson.core.JsonParseException;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.MapItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Says where a JSON body is wrong. Never quotes it: what it holds is nobody's business but the sender's. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem malformed(JsonParseException syntax) {
        var at = syntax.getLocation();
        return at == null
                ? ProblemTypes.MALFORMED_JSON
                : ProblemTypes.MALFORMED_JSON.detail(
                        "Not JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }

    /** The body is JSON, but not the JSON that was asked for. */
    static Problem mismatch(SerdeException mismatch) {
        // Innermost first.
        List<ReferencePath> path = mismatch.getPath();
        if (path.isEmpty()) {
            return ProblemTypes.INVALID_FIELD.detail("The body is not of the form that is needed here");
        }
        String field = field(path);
        return switch (path.getFirst()) {
            case PropertyReferencePath property ->
                unacceptedName(property, field).orElseGet(() -> invalid(property, field));
            case CollectionItemReferencePath item -> invalid(item, field);
            case MapItemReferencePath item -> invalid(item, field);
        };
    }

    private static Optional<Problem> unacceptedName(PropertyReferencePath property, String field) {
        String name = property.property().getName();
        return BeanIntrospector.SHARED
                .findIntrospection(property.type())
                .map(bean -> Arrays.asList(bean.getPropertyNames()))
                .filter(accepted -> property.property().getType() == Object.class)
                .map(accepted -> accepted.contains(name) ? repeated(field) : unknown(field, accepted));
    }

    private static Problem unknown(String field, List<String> accepted) {
        String message = "is not accepted; accepted are " + String.join(", ", accepted);
        return ProblemTypes.UNKNOWN_FIELD
                .detail(field + " " + message)
                .errors(List.of(new Problem.FieldError(field, message)))
                .with("accepted", accepted);
    }

    private static Problem repeated(String field) {
        return Problem.invalidField(field, "must be given once");
    }

    private static Problem invalid(ReferencePath where, String field) {
        Class<?> type = where instanceof PropertyReferencePath property
                ? property.property().getType()
                : where.getArgument()
                        .getFirstTypeVariable()
                        .<Class<?>>map(Argument::getType)
                        .orElse(Object.class);
        return Problem.invalidField(field, "must be " + Allowed.of(type));
    }

    /** @return as in {@code lines[0].quantity} */
    private static String field(List<ReferencePath> innermostFirst) {
        var field = new StringBuilder();
        for (ReferencePath step : innermostFirst.reversed()) {
            switch (step) {
                case PropertyReferencePath property ->
                    dotted(field, property.property().getName());
                case MapItemReferencePath item -> dotted(field, item.key());
                case CollectionItemReferencePath item ->
                    field.append('[').append(item.index()).append(']');
            }
        }
        return field.toString();
    }

    private static void dotted(StringBuilder field, String name) {
        field.append(field.isEmpty() ? "" : ".").append(name);
    }
}
