package io.orderflow.journal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is on the topic already must stay readable, by every later version. */
class GoldenBatchTest {

    private static final String KEY = "0197a1b2-0000-7000-8000-000000000001";
    private static final String MESSAGE = "7F00000100002A139A55000000000001";
    private static final String TX = "0197a1b2-0000-7000-8000-00000000000a";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final JsonMapper json = ObjectMapper.getDefault();

    @Test
    void a_batch_reads_as_it_did_when_it_was_written() throws Exception {
        assertThat(json.readValue(golden(), JournalBatch.class)).isEqualTo(batch());
    }

    @Test
    void a_batch_is_written_as_it_was() throws Exception {
        assertThat(tree(json.writeValueAsBytes(batch()))).isEqualTo(tree(golden()));
    }

    @Test
    void a_batch_is_known_by_service_instance_and_number() {
        assertThat(batch().id()).isEqualTo("points-service/4711-9f3ab2c1/12");
    }

    private Map<String, Object> tree(byte[] text) throws IOException {
        return json.readValue(text, Argument.mapOf(String.class, Object.class));
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = GoldenBatchTest.class.getResourceAsStream("/golden/journal-batch.v1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static JournalBatch batch() {
        return new JournalBatch(
                "points-service",
                "4711-9f3ab2c1",
                12,
                Instant.parse("2026-01-02T03:04:06.100Z"),
                8,
                0,
                3,
                List.of(request(), half(), delivery()));
    }

    private static JournalEntry request() {
        return new JournalEntry(
                Instant.parse("2026-01-02T03:04:05.000001Z"),
                JournalStep.HTTP_REQUEST,
                "POST /orders",
                null,
                null,
                List.of(KEY),
                null,
                null,
                TRACE,
                null,
                null,
                0,
                "201",
                5_120,
                null,
                null);
    }

    private static JournalEntry half() {
        return new JournalEntry(
                Instant.parse("2026-01-02T03:04:05.000123Z"),
                JournalStep.HALF_MESSAGE,
                null,
                "order-events",
                "placed",
                List.of(KEY),
                MESSAGE,
                TX,
                TRACE,
                null,
                null,
                0,
                "STORED",
                410,
                null,
                null);
    }

    private static JournalEntry delivery() {
        return new JournalEntry(
                Instant.parse("2026-01-02T03:04:05.500Z"),
                JournalStep.DELIVERY,
                null,
                "order-events",
                "placed",
                List.of(KEY),
                MESSAGE,
                TX,
                TRACE,
                Instant.parse("2026-01-02T03:04:05Z"),
                "points-service",
                2,
                "REDELIVER",
                900,
                new JournalEntry.Failure(
                        "java.lang.IllegalStateException",
                        "out of tea",
                        "java.lang.IllegalStateException: out of tea\n\tat io.example.Kettle.boil(Kettle.java:7)\n"),
                Instant.parse("2026-01-02T03:04:07.500Z"));
    }
}
