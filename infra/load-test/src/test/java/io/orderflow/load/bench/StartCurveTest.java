package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.load.measure.Percentiles;
import io.orderflow.load.measure.Tick;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartCurveTest {

    /** In second n, n × 10 orders are answered. */
    private final StartCurve curve = new StartCurve(
            20,
            25,
            IntStream.rangeClosed(1, 90)
                    .mapToObj(second -> tick(second, 10 * second))
                    .toList());

    @Test
    void early_is_the_rate_of_the_first_seconds() {
        assertThat(curve.rateUntil(Duration.ofSeconds(30))).isCloseTo(155, within(1e-6));
    }

    @Test
    void warm_are_stretches_after_so_much_load() {
        assertThat(curve.ratesAfter(Duration.ofSeconds(60), Duration.ofSeconds(5), 3))
                .containsExactly(630.0, 680.0, 730.0);
    }

    @Test
    void every_round_is_compared_with_the_middle_of_what_is_warm() {
        assertThat(StartCurve.ratios(List.of(100.0, 400.0), List.of(100.0, 200.0, 900.0)))
                .containsExactly(0.5, 2.0);
    }

    @Test
    void the_chart_counts_from_the_call_of_infra_up() {
        var second = curve.json().getJsonArray("seconds").getJsonObject(0);

        assertThat(second.getDouble("at")).isEqualTo(26);
        assertThat(second.getDouble("perSecond")).isEqualTo(10);
        assertThat(curve.json().getDouble("readyAt")).isEqualTo(20);
    }

    private static Tick tick(int second, int orders) {
        return new Tick(second, 1, new Percentiles(orders, 1, 2, 3, 4));
    }
}
