package io.orderflow.micronaut.rocketmq;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DelayLadderTest {

    private final DelayLadder ladder = DelayLadder.parse("1s 5s 10s 30s 1m 2h");

    @Test
    void a_delay_is_rounded_up_to_the_next_rung() {
        assertThat(ladder.levelFor(ofSeconds(1))).isEqualTo(1);
        assertThat(ladder.levelFor(ofMillis(1_001))).isEqualTo(2);
        assertThat(ladder.levelFor(ofSeconds(29))).isEqualTo(4);
        assertThat(ladder.levelFor(ofMinutes(2))).isEqualTo(6);
    }

    @Test
    void no_delay_is_the_first_rung_and_a_delay_beyond_the_ladder_its_last() {
        assertThat(ladder.levelFor(Duration.ZERO)).isEqualTo(1);
        assertThat(ladder.levelFor(Duration.ofDays(1))).isEqualTo(6);
    }

    @Test
    void equal_rungs_are_allowed_because_a_fast_local_ladder_has_them() {
        assertThat(DelayLadder.parse("1s 1s 1s 2s").levelFor(ofMillis(1_500))).isEqualTo(4);
    }

    @Test
    void what_is_no_ladder_is_refused_with_its_offending_rung() {
        assertThatThrownBy(() -> DelayLadder.parse("1s soon 2m")).hasMessageContaining("'soon'");
        assertThatThrownBy(() -> DelayLadder.parse("5s 1s")).hasMessageContaining("must not fall");
        assertThatThrownBy(() -> DelayLadder.parse("  ")).hasMessageContaining("rocketmq.consumer.delay-levels");
    }
}
