package io.orderflow.messaging.consume;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedeliveryPolicyTest {

    private final RedeliveryPolicy policy =
            RedeliveryPolicy.times(5).first(ofSeconds(1)).growingBy(2).upTo(ofSeconds(5));

    @Test
    void delays_grow_up_to_the_longest() {
        assertThat(policy.afterFailureOf(1)).contains(ofSeconds(1));
        assertThat(policy.afterFailureOf(2)).contains(ofSeconds(2));
        assertThat(policy.afterFailureOf(3)).contains(ofSeconds(4));
        assertThat(policy.afterFailureOf(4)).contains(ofSeconds(5));
        assertThat(policy.afterFailureOf(5)).contains(ofSeconds(5));
    }

    @Test
    void after_the_last_redelivery_there_is_no_other() {
        assertThat(policy.afterFailureOf(6)).isEmpty();
        assertThat(policy.afterFailureOf(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void a_message_that_kept_failing_for_ages_still_has_a_finite_delay() {
        assertThat(policy.delayAfter(Integer.MAX_VALUE)).isEqualTo(ofSeconds(5));
    }

    @Test
    void without_redeliveries_the_first_failure_is_the_last() {
        assertThat(RedeliveryPolicy.times(0).afterFailureOf(1)).isEmpty();
    }

    @Test
    void fractions_of_a_second_are_kept() {
        var gentle =
                RedeliveryPolicy.times(3).first(ofMillis(100)).growingBy(1.5).upTo(ofMinutes(1));
        assertThat(gentle.afterFailureOf(2)).contains(ofMillis(150));
    }

    @Test
    void nonsense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RedeliveryPolicy.times(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.growingBy(0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.growingBy(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.upTo(Duration.ZERO));
    }
}
