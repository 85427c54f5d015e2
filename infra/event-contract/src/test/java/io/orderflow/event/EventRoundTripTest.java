package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.json.Misfit;
import io.orderflow.json.MisfitOf;
import java.io.File;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event of this package, as services write and read it. */
class EventRoundTripTest {

    private static final EventMapper MAPPER = new EventMapper();
    private static final int INSTANCES = 300;

    private final ObjectMapper json = MAPPER.json();

    @AfterAll
    static void close() {
        MAPPER.close();
    }

    static List<Class<?>> events() throws Exception {
        var folder = new File(OrderPlaced.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var names = new File(folder, "io/orderflow/event").list();
        List<Class<?>> events = Stream.of(names == null ? new String[0] : names)
                .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-"))
                .<Class<?>>map(name -> load("io.orderflow.event." + name.replace(".class", "")))
                .filter(Class::isRecord)
                .toList();
        assertThat(events).contains(OrderPlaced.class, PurchasesDecided.class).hasSizeGreaterThanOrEqualTo(9);
        return events;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_survives_a_round_trip_unchanged_whatever_it_holds(Class<?> type) throws Exception {
        long seed = System.nanoTime();
        var any = new AnyEvent(new Random(seed));
        for (int i = 0; i < INSTANCES; i++) {
            var event = any.of(type);
            var written = json.writeValueAsBytes(event);
            assertThat(json.readValue(written, type).equals(event))
                    .as("%s of seed %d, instance %d", type.getSimpleName(), seed, i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_that_has_gained_fields_is_read(Class<?> type) throws Exception {
        var event = new AnyEvent(new Random(13)).of(type);
        var fields = fields(event);
        fields.put("later", Map.of("a", List.of(1, "b")));

        assertThat(json.readValue(json.writeValueAsBytes(fields), type)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_without_a_required_field_or_with_null_in_it_is_refused_by_the_field_name(Class<?> type)
            throws Exception {
        var event = new AnyEvent(new Random(13)).of(type);
        for (var component : type.getRecordComponents()) {
            // A list that is missing is empty: that is how empty ones were written before.
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) || component.getType() == List.class) {
                continue;
            }
            var fields = fields(event);
            fields.remove(component.getName());
            refused(json.writeValueAsString(fields), type, component);
            String without = json.writeValueAsString(fields);
            String separator = fields.isEmpty() ? "" : ",";
            refused(without.replaceFirst("\\{", "{\"" + component.getName() + "\":null" + separator), type, component);
        }
    }

    private void refused(String document, Class<?> type, RecordComponent component) {
        assertThatThrownBy(() -> json.readValue(document.getBytes(StandardCharsets.UTF_8), type))
                .satisfies(failure -> assertThat(MisfitOf.failure(failure).map(Misfit::field))
                        .as(failure.toString())
                        .hasValue(component.getName()));
    }

    @Test
    void member_of_a_list_is_named() {
        refused("{\"units\":[{\"ticket\":\"a\",\"saleId\":\"7\"}]}", UnitsReturned.class, "units[0].saleId");
        refused("{\"units\":[null]}", UnitsReturned.class, "units[0]");
        refused("{\"units\":[{\"ticket\":\"a\",\"saleId\":7}]}", UnitsReturned.class, "units[0].epoch");
    }

    @Test
    void nothing_is_taken_for_what_it_is_not() {
        for (var value : List.of("11.9", "11.0", "\"11\"", "true", "[11]", "{}", "9223372036854775808", "1e3")) {
            refused("{\"saleId\":" + value + "}", SaleChanged.class, "saleId");
        }
        refused("{\"saleId\":1,\"saleId\":2}", SaleChanged.class, "saleId");
        refused("{\"saleId\":1,\"later\":{\"a\":1,\"a\":2}}", SaleChanged.class, "later.a");
        refused("{\"saleId\":" + "1".repeat(1001) + "}", SaleChanged.class, "saleId");
        refused("{\"saleId\":1} x", SaleChanged.class, "");
        refused("{\"saleId\":1}{}", SaleChanged.class, "");
    }

    private void refused(String document, Class<?> type, String field) {
        assertThatThrownBy(() -> json.readValue(document.getBytes(StandardCharsets.UTF_8), type))
                .satisfies(failure -> assertThat(MisfitOf.failure(failure).map(Misfit::field))
                        .as("%s: %s", document, failure)
                        .hasValue(field));
    }

    private Map<String, Object> fields(Object event) throws Exception {
        return new LinkedHashMap<>(
                json.readValue(json.writeValueAsBytes(event), Argument.mapOf(String.class, Object.class)));
    }
}
