package io.orderflow.dashboard.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.counter.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndingChartTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    @Test
    void minutes_without_an_end_are_zero_and_not_left_out() {
        var chart = EndingChart.of(
                List.of(new EndingMinutes.Row(NOON.plusSeconds(120), TransactionOutcomeCount.COMMITTED, 7)),
                NOON.plusSeconds(5),
                NOON.plusSeconds(190));

        assertThat(chart.minutes())
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
        assertThat(chart.counts().get("committed")).containsExactly(0L, 0L, 7L, 0L);
        assertThat(chart.total(TransactionOutcomeCount.COMMITTED)).isEqualTo(7);
        assertThat(chart.total(TransactionOutcomeCount.UNKNOWN)).isZero();
    }

    @Test
    void counters_of_several_messages_add_up() {
        var totals = EndingRecorder.totals(List.of(
                new Sample("rocketmq_publish_seconds_count", Map.of("outcome", "committed", "tag", "placed"), 3),
                new Sample("rocketmq_publish_seconds_count", Map.of("outcome", "committed", "tag", "group"), 4),
                new Sample("rocketmq_publish_seconds_count", Map.of("outcome", "sent"), 9),
                new Sample("rocketmq_check_back_total", Map.of("answer", "rollback"), 1)));

        assertThat(totals)
                .containsOnly(
                        Map.entry(TransactionOutcomeCount.COMMITTED, 7L),
                        Map.entry(TransactionOutcomeCount.CHECKED_ROLLBACK, 1L));
    }

    @Test
    void new_process_of_a_service_has_begun_at_zero_even_if_it_has_counted_more_since() {
        var old = new EndingRecorder.Process(1, Map.of(TransactionOutcomeCount.COMMITTED, 10L));

        assertThat(new EndingRecorder.Process(1, Map.of(TransactionOutcomeCount.COMMITTED, 12L))
                        .grown(old, TransactionOutcomeCount.COMMITTED))
                .isEqualTo(2);
        assertThat(new EndingRecorder.Process(2, Map.of(TransactionOutcomeCount.COMMITTED, 12L))
                        .grown(old, TransactionOutcomeCount.COMMITTED))
                .isEqualTo(12);
        assertThat(new EndingRecorder.Process(1, Map.of()).grown(old, TransactionOutcomeCount.COMMITTED))
                .isZero();
    }
}
