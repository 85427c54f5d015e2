package io.orderflow.json;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Map;

/** What a Java type accepts, in words. */
public final class Allowed {

    private Allowed() {}

    public static String of(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "a whole number between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "a whole number between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "an object";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "an ISO 8601 date or time";
        }
        return Number.class.isAssignableFrom(type) ? "a number" : "of another form";
    }
}
