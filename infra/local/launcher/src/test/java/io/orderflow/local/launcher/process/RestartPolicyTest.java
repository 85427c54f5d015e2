package io.orderflow.local.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final Duration YOUNG = Duration.ofSeconds(1);
    private static final Duration OLD = Duration.ofMinutes(1);

    private final RestartPolicy policy = new RestartPolicy(Duration.ofMillis(200), Duration.ofSeconds(5), 3);

    @Test
    void gap_doubles_with_every_early_death_until_it_is_given_up() {
        RestartPolicy.Deaths deaths = policy.none();

        assertThat(deaths.next(YOUNG)).hasValue(Duration.ofMillis(200));
        assertThat(deaths.next(YOUNG)).hasValue(Duration.ofMillis(400));
        assertThat(deaths.next(YOUNG)).hasValue(Duration.ofMillis(800));
        assertThat(deaths.next(YOUNG)).isEmpty();
    }

    @Test
    void process_that_worked_for_a_while_gets_all_its_chances_again() {
        RestartPolicy.Deaths deaths = policy.none();
        deaths.next(YOUNG);
        deaths.next(YOUNG);

        assertThat(deaths.next(OLD)).hasValue(Duration.ofMillis(200));
        assertThat(deaths.next(YOUNG)).hasValue(Duration.ofMillis(400));
    }

    @Test
    void old_processes_are_restarted_for_ever() {
        RestartPolicy.Deaths deaths = policy.none();

        for (int death = 0; death < 100; death++) {
            assertThat(deaths.next(OLD)).hasValue(Duration.ofMillis(200));
        }
    }

    @Test
    void never_means_never() {
        assertThat(RestartPolicy.NEVER.none().next(OLD)).isEmpty();
        assertThat(RestartPolicy.NEVER.none().next(Duration.ZERO)).isEmpty();
    }
}
