package io.orderflow.dashboard.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.order.ConsumerProgress.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where an order stands with one consumer. */
class ConsumerProgressTest {

    private static final String POINTS = "points-service";

    @Test
    void consumer_that_was_not_heard_of_is_not_yet_there() {
        assertThat(progress(new Path()).state()).isEqualTo(State.NOT_YET);
    }

    @Test
    void failed_attempt_says_when_the_next_one_is() {
        var progress = progress(new Path().delivery(0, POINTS, 1, "REDELIVER").delivery(1000, POINTS, 2, "REDELIVER"));

        assertThat(progress.state()).isEqualTo(State.RETRYING);
        assertThat(progress.attempt()).isEqualTo(2);
        assertThat(progress.nextAt()).isEqualTo(Path.BEGIN.plusMillis(2000));
    }

    @Test
    void retries_that_end_well_are_applied() {
        var progress = progress(new Path().delivery(0, POINTS, 1, "REDELIVER").delivery(1000, POINTS, 2, "APPLIED"));

        assertThat(progress.state()).isEqualTo(State.APPLIED);
    }

    @Test
    void duplicate_that_is_stopped_changes_nothing() {
        var progress = progress(new Path()
                .delivery(0, POINTS, 1, "APPLIED")
                .delivery(10, POINTS, 1, "ALREADY_CLAIMED")
                .delivery(20, POINTS, 1, "REDELIVER"));

        assertThat(progress.state()).isEqualTo(State.APPLIED);
        assertThat(progress.since()).isEqualTo(Path.BEGIN);
    }

    @Test
    void dead_letter_stays_one_until_its_redelivery_is_applied() {
        var path = new Path().delivery(0, POINTS, 3, "DEAD_LETTER");
        assertThat(progress(path).state()).isEqualTo(State.DEAD_LETTER);

        path.letter(20, POINTS, "REDELIVERED");
        assertThat(progress(path).state()).isEqualTo(State.REDELIVERED);

        path.delivery(60_000, POINTS, 1, "APPLIED");
        assertThat(progress(path).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void one_consumer_s_trouble_is_nobody_else_s() {
        var path = new Path().delivery(0, POINTS, 3, "DEAD_LETTER").delivery(1, "coupon-service", 1, "APPLIED");

        assertThat(ConsumerProgress.of(List.of(POINTS, "coupon-service"), path.steps()))
                .extracting(ConsumerProgress::state)
                .containsExactly(State.DEAD_LETTER, State.APPLIED);
    }

    private static ConsumerProgress progress(Path path) {
        return ConsumerProgress.of(List.of(POINTS), path.steps()).getFirst();
    }
}
