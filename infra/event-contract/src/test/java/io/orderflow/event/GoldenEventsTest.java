package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenEventsTest {

    private static final OrderPlaced PLACED = new OrderPlaced(
            "0199c0de-0000-7000-8000-000000000001",
            "ada",
            4700,
            "EUR",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(new OrderPlaced.Line("tea-green", 2, 1100), new OrderPlaced.Line("mug-blue", 1, 2500)));

    private static final Instant DECIDED_AT = Instant.parse("2026-01-02T03:04:06.789Z");

    private static final String TICKET = "0199c0de-0000-8001-8000-1c000000000";

    private static final EventMapper MAPPER = new EventMapper();

    private final ObjectMapper json = MAPPER.json();

    @AfterAll
    static void close() {
        MAPPER.close();
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("order-placed", PLACED),
                Arguments.of(
                        "orders-placed",
                        new OrdersPlaced(List.of(new OrdersPlaced.Placed(
                                PLACED, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null)))),
                Arguments.of(
                        "purchase-requested",
                        new PurchaseRequested(
                                TICKET + 1,
                                7,
                                1,
                                "ada",
                                2,
                                Instant.parse("2026-01-02T03:04:05.678Z"),
                                Instant.parse("2026-01-02T03:14:05.678Z"))),
                Arguments.of(
                        "purchases-requested",
                        new PurchasesRequested(
                                7,
                                1,
                                Instant.parse("2026-01-02T03:04:05.678Z"),
                                Instant.parse("2026-01-02T03:14:05.678Z"),
                                List.of(
                                        new PurchasesRequested.Purchase(TICKET + 1, "ada", 2),
                                        new PurchasesRequested.Purchase(TICKET + 2, "bob", 1)))),
                Arguments.of("purchases-decided", new PurchasesDecided(List.of(ordered(), refused(), expired()))),
                Arguments.of(
                        "units-returned",
                        new UnitsReturned(List.of(new UnitsReturned.Units(
                                TICKET + 1, 7, 2, "ada", 2, Instant.parse("2026-01-02T03:19:07.890Z"))))),
                Arguments.of("sale-warming", new SaleWarming(7, 2, "tea-green", 500, 1000, 2, 900)),
                Arguments.of(
                        "sale-warming-refused", new SaleWarmingRefused(7, 1, "The catalogue has no sku 'tea-blue'")),
                Arguments.of("stock-declared", new StockDeclared(7, 2, 998)),
                Arguments.of("sale-changed", new SaleChanged(7)));
    }

    private static Outcome ordered() {
        var order = new OrderPlaced(
                TICKET + 1, "ada", 1000, "EUR", DECIDED_AT, List.of(new OrderPlaced.Line("tea-green", 2, 500)));
        return new Outcome(
                TICKET + 1,
                7,
                1,
                "ada",
                2,
                Decision.ORDERED,
                null,
                DECIDED_AT,
                Instant.parse("2026-01-02T03:19:06.789Z"),
                order);
    }

    private static Outcome refused() {
        return new Outcome(TICKET + 2, 7, 1, "bob", 1, Decision.REFUSED, "sold-out", DECIDED_AT, null, null);
    }

    private static Outcome expired() {
        return new Outcome(TICKET + 3, 7, 1, "eve", 1, Decision.EXPIRED, "reservation-expired", DECIDED_AT, null, null);
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_is_written_as_its_golden_file_says(String name, Object event) throws IOException {
        assertThat(asMap(json.writeValueAsBytes(event))).isEqualTo(asMap(golden(name + ".v1.json")));
    }

    @ParameterizedTest
    @MethodSource("events")
    void version_1_can_still_be_read(String name, Object event) throws IOException {
        assertThat(json.readValue(golden(name + ".v1.json"), event.getClass())).isEqualTo(event);
    }

    private Map<String, Object> asMap(byte[] document) throws IOException {
        return json.readValue(document, Argument.mapOf(String.class, Object.class));
    }

    private static byte[] golden(String name) throws IOException {
        try (var in = GoldenEventsTest.class.getResourceAsStream("/golden/" + name)) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
