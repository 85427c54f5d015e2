package io.orderflow.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out from an exception what is wrong with a document. */
public final class MisfitOf {

    /** How serde and introspections name a component that is missing or null; the round-trip test of events detects a change. */
    private static final Pattern REQUIRED = Pattern.compile(
            "Null argument specified for \\[(\\w+)]|Required (?:constructor parameter|property) \\[(?:\\S+ )?(\\w+)]");

    private MisfitOf() {}

    /** @return empty if the failure is none of reading JSON */
    public static Optional<Misfit> failure(Throwable failure) {
        // The innermost cause knows most: nested objects wrap it once per level.
        Optional<Misfit> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case MisfitException known -> {
                    return Optional.of(ofItsType(known));
                }
                case JsonParseException syntax -> {
                    return Optional.of(syntax(syntax));
                }
                case StreamConstraintsException tooLarge -> {
                    return Optional.of(Misfit.malformed("Too long or nested too deeply"));
                }
                case SerdeException mismatch -> found = Optional.of(mismatch(mismatch));
                default -> {
                    // What wraps a failure to read has no details of it.
                }
            }
        }
        return found;
    }

    private static Misfit syntax(JsonParseException syntax) {
        var at = syntax.getLocation();
        return Misfit.malformed(
                at == null ? "Not JSON" : "Not JSON at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static Misfit ofItsType(MisfitException known) {
        var misfit = known.misfit();
        return misfit.kind() != Misfit.Kind.OF_ITS_TYPE
                ? misfit
                : Misfit.invalid(
                        misfit.field(),
                        known.getPath().isEmpty()
                                ? "is not of the form that is needed here"
                                : "must be " + Allowed.of(type(known.getPath().getFirst())));
    }

    private static Misfit mismatch(SerdeException mismatch) {
        List<ReferencePath> path = mismatch.getPath();
        var field = JsonPath.of(path);
        var required = REQUIRED.matcher(String.valueOf(mismatch.getMessage()));
        if (required.find()) {
            var name = required.group(1) == null ? required.group(2) : required.group(1);
            return Misfit.invalid(endsWith(field, name) ? field : JsonPath.child(field, name), "is required");
        }
        if (path.isEmpty()) {
            return Misfit.invalid("", "is not of the form that is needed here");
        }
        return path.getFirst() instanceof PropertyReferencePath property
                ? unacceptedName(property, field)
                        .orElseGet(() -> Misfit.invalid(field, "must be " + Allowed.of(type(property))))
                : Misfit.invalid(field, "must be " + Allowed.of(type(path.getFirst())));
    }

    private static boolean endsWith(String field, String name) {
        return field.equals(name) || field.endsWith("." + name);
    }

    private static Optional<Misfit> unacceptedName(PropertyReferencePath property, String field) {
        String name = property.property().getName();
        return BeanIntrospector.SHARED
                .findIntrospection(property.type())
                .map(bean -> Arrays.asList(bean.getPropertyNames()))
                .filter(accepted -> property.property().getType() == Object.class)
                .map(accepted -> accepted.contains(name)
                        ? Misfit.invalid(field, "must be given once")
                        : new Misfit(
                                Misfit.Kind.UNKNOWN,
                                field,
                                "is not accepted; accepted are " + String.join(", ", accepted),
                                accepted));
    }

    private static Class<?> type(ReferencePath where) {
        return where instanceof PropertyReferencePath property
                ? property.property().getType()
                : where.getArgument()
                        .getFirstTypeVariable()
                        .<Class<?>>map(Argument::getType)
                        .orElse(Object.class);
    }
}
