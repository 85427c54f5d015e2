package io.orderflow.load.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals(200, Duration.ofSeconds(4), Duration.ofSeconds(10));

    @Test
    void requests_are_due_evenly_after_the_ramp() {
        assertThat(arrivals.afterRamp(0)).isZero();
        assertThat(arrivals.afterRamp(1)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(arrivals.afterRamp(600)).isEqualTo(TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void the_rate_grows_evenly_over_the_ramp() {
        assertThat(arrivals.ofRamp()).isEqualTo(400);
        assertThat(arrivals.inRamp(0)).isZero();
        assertThat(arrivals.inRamp(100))
                .as("a quarter of the requests in half of the time")
                .isEqualTo(TimeUnit.SECONDS.toNanos(2));
        assertThat(arrivals.inRamp(400)).isEqualTo(TimeUnit.SECONDS.toNanos(4));
    }

    @Test
    void at_its_end_the_ramp_is_as_fast_as_what_follows() {
        assertThat(arrivals.inRamp(400) - arrivals.inRamp(399)).isCloseTo(arrivals.afterRamp(1), within(10_000L));
    }

    @Test
    void all_are_those_of_the_ramp_and_those_after_it() {
        assertThat(arrivals.all()).isEqualTo(2_400);
        assertThat(Arrivals.evenly(200, Duration.ofSeconds(10)).all()).isEqualTo(2_000);
    }

    @Test
    void a_rate_is_above_zero() {
        assertThatThrownBy(() -> Arrivals.evenly(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
