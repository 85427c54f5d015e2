package io.orderflow.event;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Arbitrary instances of records: the values that systems stumble over are as likely as all others together. */
final class AnyEvent {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "ada",
            "null",
            "0",
            "\0\1\b\n\r\t\u001f\u007f",
            "\"\\/",
            "\\ud800",
            "é ß Ω",
            "张三 茶",
            "👩‍👩‍👧",
            "\u2028\u2029",
            "\ufeff\ufffd\uffff",
            "a\ud800",
            "\udc00b",
            "\ud800\ud800",
            "\udc00\ud800",
            "x".repeat(100_000),
            "茶👩".repeat(5_000));

    private static final List<Long> WHOLE =
            List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53, (1L << 53) + 1);

    private static final List<Integer> INTS = List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);

    private static final List<Instant> INSTANTS = List.of(
            Instant.EPOCH,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Instant.parse("2026-12-31T23:59:59.999999999Z"),
            Instant.parse("0001-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.000001Z"));

    private final RandomGenerator random;

    AnyEvent(RandomGenerator random) {
        this.random = random;
    }

    Object of(Class<?> type) {
        var components = type.getRecordComponents();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return canonical.newInstance(
                    Arrays.stream(components).map(this::component).toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type.getName(), impossible);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
            return null;
        }
        if (component.getAnnotatedType() instanceof AnnotatedParameterizedType) {
            var item = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return Stream.generate(() -> value(item)).limit(random.nextInt(4)).toList();
        }
        return value(component.getType());
    }

    private Object value(Class<?> type) {
        if (type == String.class) {
            return random.nextBoolean() ? one(TEXTS) : text();
        }
        if (type == long.class) {
            return random.nextBoolean() ? one(WHOLE) : random.nextLong();
        }
        if (type == int.class) {
            return random.nextBoolean() ? one(INTS) : random.nextInt();
        }
        if (type == Instant.class) {
            return one(INSTANTS);
        }
        return type.isEnum() ? one(List.of(type.getEnumConstants())) : of(type);
    }

    /** Any UTF-16 units, halves of pairs among them. */
    private String text() {
        var text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
        }
        return text.toString();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
