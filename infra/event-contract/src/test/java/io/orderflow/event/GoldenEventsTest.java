package io.orderflow.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenEventsTest {

    private static final OrderPlaced PLACED = new OrderPlaced(
            "0199c0de-0000-7000-8000-000000000001",
            "ada",
            4700,
            "EUR",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(new OrderPlaced.Line("tea-green", 2, 1100), new OrderPlaced.Line("mug-blue", 1, 2500)));

    private final ObjectMapper json = ObjectMapper.getDefault();

    @Test
    void order_placed_is_written_as_its_golden_file_says() throws IOException {
        assertThat(asMap(json.writeValueAsBytes(PLACED))).isEqualTo(asMap(golden("order-placed.v1.json")));
    }

    @Test
    void order_placed_v1_can_still_be_read() throws IOException {
        assertThat(json.readValue(golden("order-placed.v1.json"), OrderPlaced.class))
                .isEqualTo(PLACED);
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
