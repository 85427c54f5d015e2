package io.orderflow.dashboard.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-31T11:59", "2026-03-31T11:59:00"})
    void browser_s_text_is_read_as_utc(String text) {
        assertThat(PointInTime.before(NOON, text))
                .map(PointInTime::instant)
                .contains(Instant.parse("2026-03-31T11:59:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-03-31", "2026-03-31T12:00:00", "2026-04-01T00:00", "0001-01-01T00:00"})
    void what_is_no_time_or_not_past_is_none(String text) {
        assertThat(PointInTime.before(NOON, text)).isEmpty();
    }

    @Test
    void it_is_written_as_the_browser_wrote_it() {
        assertThat(PointInTime.before(NOON, "2026-03-31T11:59:30").map(PointInTime::toString))
                .contains("2026-03-31T11:59:30");
    }
}
