package io.orderflow.load.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.load.Refusal;
import io.orderflow.load.measure.Spread;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void the_middle_of_all_rounds_has_to_reach_the_target() {
        var spread = Spread.of(List.of(0.70, 0.86, 0.90));

        assertThat(Ratio.atLeast(0.85, "sold out ÷ bare", spread, "").reached()).isTrue();
        assertThat(Ratio.atLeast(0.87, "sold out ÷ bare", spread, "").reached()).isFalse();
        assertThat(Ratio.atMost(0.87, "", "memory", spread, "").reached()).isTrue();
        assertThat(Ratio.atMost(0.80, "", "memory", spread, "").reached()).isFalse();
    }

    @Test
    void a_line_shows_middle_range_target_and_verdict() {
        assertThat(Ratio.atLeast(0.85, "sold out ÷ bare", Spread.of(List.of(0.7, 0.8, 0.9)), "8/s of 10/s")
                        .line())
                .contains("0.80 (0.70 to 0.90)", "target at least 0.85", "FAIL", "8/s of 10/s");
    }

    @Test
    void the_rate_of_a_queue_is_that_of_its_middle() {
        // A late start, 100 a second, a late end.
        var decidedAt = LongStream.range(0, 1_000)
                .map(order -> order * 10 + (order == 0 ? 0 : 60_000) + (order == 999 ? 60_000 : 0))
                .boxed()
                .toList();

        assertThat(MiddleRate.perSecond(decidedAt)).isCloseTo(100, within(0.1));
    }

    @Test
    void too_few_orders_have_no_rate() {
        assertThatThrownBy(() -> MiddleRate.perSecond(List.of(5L))).isInstanceOf(Refusal.class);
    }

    @Test
    void memory_grows_by_the_peak_of_its_end_against_the_peak_of_its_beginning() {
        assertThat(OverloadPart.growth(List.of(100.0, 200.0, 250.0, 250.0, 210.0, 220.0)))
                .isCloseTo(1.1, within(0.001));
    }

    @Test
    void memory_that_nobody_could_read_is_no_flat_memory() {
        assertThatThrownBy(() -> OverloadPart.growth(List.of())).isInstanceOf(Refusal.class);
    }
}
