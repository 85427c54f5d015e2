package io.orderflow.load.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final long BEGIN = 7_000;

    private final Arrivals arrivals = new Arrivals(200, BEGIN);

    @Test
    void the_first_request_is_due_at_once() {
        assertThat(arrivals.dueBy(BEGIN)).isEqualTo(1);
        assertThat(arrivals.dueAt(0)).isEqualTo(BEGIN);
    }

    @Test
    void requests_are_due_evenly() {
        assertThat(arrivals.dueAt(1) - arrivals.dueAt(0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(5));
        assertThat(arrivals.dueBy(BEGIN + TimeUnit.SECONDS.toNanos(3))).isEqualTo(601);
    }

    @Test
    void what_became_due_during_a_pause_keeps_its_due_time() {
        long afterPause = BEGIN + TimeUnit.SECONDS.toNanos(1);

        assertThat(arrivals.dueBy(afterPause)).isEqualTo(201);
        assertThat(afterPause - arrivals.dueAt(100)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    }

    @Test
    void nothing_is_due_before_the_beginning() {
        assertThat(arrivals.dueBy(BEGIN - 1)).isZero();
    }

    @Test
    void a_rate_is_above_zero() {
        assertThatThrownBy(() -> new Arrivals(0, BEGIN)).isInstanceOf(IllegalArgumentException.class);
    }
}
