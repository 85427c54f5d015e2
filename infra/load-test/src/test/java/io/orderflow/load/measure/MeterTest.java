package io.orderflow.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Meter meter = new Meter();

    @Test
    void percentiles_are_those_of_all_intervals_together() {
        accept(1, 50);
        meter.interval();
        accept(51, 100);

        var latency = meter.since(1).latency();

        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.p50()).isCloseTo(50, Percentage.withPercentage(0.1));
        assertThat(latency.p95()).isCloseTo(95, Percentage.withPercentage(0.1));
        assertThat(latency.p99()).isCloseTo(99, Percentage.withPercentage(0.1));
        assertThat(latency.max()).isCloseTo(100, Percentage.withPercentage(0.1));
    }

    @Test
    void errors_are_counted_by_kind_and_not_timed() {
        meter.failed("HTTP 503");
        meter.failed("HTTP 503");
        meter.failed("timeout");

        var measured = meter.since(2);

        assertThat(measured.errors()).isEqualTo(Map.of("HTTP 503", 2L, "timeout", 1L));
        assertThat(measured.failed()).isEqualTo(3);
        assertThat(measured.accepted()).isZero();
    }

    @Test
    void throughput_is_accepted_orders_per_second() {
        accept(1, 100);

        assertThat(meter.since(4).perSecond()).isCloseTo(25, within(0.001));
    }

    @Test
    void a_line_of_progress_shows_the_last_interval() {
        accept(1, 100);
        meter.failed("timeout");

        assertThat(LiveProgress.line("orders", tick(3, 0.5), meter))
                .isEqualTo(
                        "orders                      3 s       200/s  p50 50.0 ms  p95 95.0 ms  p99 99.0 ms  max 100.0 ms"
                                + "  errors 1");
        assertThat(LiveProgress.line("orders", tick(4, 1), meter)).contains("       0/s");
    }

    @Test
    void watching_ends_with_the_load() throws InterruptedException {
        accept(1, 10);

        assertThat(new LiveProgress(System.out)
                        .watch("orders", meter, new CountDownLatch(0))
                        .accepted())
                .isEqualTo(10);
    }

    private Tick tick(double at, double seconds) {
        return new Tick(at, seconds, Percentiles.of(meter.interval()));
    }

    private void accept(int fromMillis, int toMillis) {
        for (int millis = fromMillis; millis <= toMillis; millis++) {
            meter.accepted(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }
}
