package io.orderflow.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartPatienceTest {

    private static final Duration BEGUN = Duration.ofSeconds(1_000);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Duration SPARK = Duration.ofMillis(100);

    private final StartPatience patience = new StartPatience(BEGUN, 500);

    @Test
    void process_that_does_nothing_is_given_up() {
        assertThat(patience.isOver(BEGUN.plus(StartPatience.QUIET), SPARK, 500)).isFalse();
        assertThat(patience.isOver(BEGUN.plus(StartPatience.QUIET).plus(SECOND), SPARK, 500))
                .isTrue();
    }

    @Test
    void slow_process_that_computes_is_waited_for() {
        for (int tenths = 10; tenths <= 60; tenths += 10) {
            Duration waited = StartPatience.QUIET.multipliedBy(tenths).dividedBy(10);
            assertThat(patience.isOver(BEGUN.plus(waited), Duration.ofSeconds(tenths), 500))
                    .isFalse();
        }
    }

    @Test
    void slow_process_that_writes_is_waited_for() {
        for (int times = 1; times <= 6; times++) {
            Duration waited = StartPatience.QUIET.multipliedBy(times);
            assertThat(patience.isOver(BEGUN.plus(waited), Duration.ZERO, 500 + times))
                    .isFalse();
        }
    }

    @Test
    void log_that_was_begun_again_counts_as_written() {
        assertThat(patience.isOver(BEGUN.plus(StartPatience.QUIET), Duration.ZERO, 20))
                .isFalse();
        assertThat(patience.isOver(BEGUN.plus(StartPatience.QUIET.multipliedBy(2)), Duration.ZERO, 20))
                .isFalse();
    }

    @Test
    void processor_time_of_waiting_is_no_progress() {
        for (int step = 1; step <= 15; step++) {
            patience.isOver(BEGUN.plusSeconds(10L * step), Duration.ofMillis(20L * step), 500);
        }
        assertThat(patience.isOver(BEGUN.plus(StartPatience.QUIET).plus(SECOND), Duration.ofMillis(320), 500))
                .isTrue();
    }

    @Test
    void process_that_tries_for_ever_is_given_up_in_the_end() {
        for (Duration waited = SECOND;
                waited.compareTo(StartPatience.TOTAL) <= 0;
                waited = waited.plus(Duration.ofSeconds(60))) {
            assertThat(patience.isOver(BEGUN.plus(waited), waited, waited.toSeconds()))
                    .isFalse();
        }
        assertThat(patience.isOver(BEGUN.plus(StartPatience.TOTAL).plus(SECOND), StartPatience.TOTAL, 9_999))
                .isTrue();
    }
}
