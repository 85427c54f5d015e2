package io.orderflow.dashboard.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One story of what several sources report. */
class TimelineTest {

    @Test
    void lost_commit_is_settled_by_the_check_back_that_comes_after_it() {
        var path = new Path()
                .then(2200, Kind.CHECK_BACK, "COMMIT")
                .then(0, Kind.HTTP_REQUEST, "201")
                .then(3, Kind.END_TRANSACTION, "COMMIT_LOST")
                .then(1, Kind.HALF_MESSAGE, "STORED")
                .then(2, Kind.LOCAL_TRANSACTION, "COMMIT")
                .delivery(2230, "points-service", 1, "APPLIED");

        var timeline = Timeline.of(path.steps(), List.of());

        assertThat(timeline.steps())
                .extracting(Step::kind)
                .containsExactly(
                        Kind.HTTP_REQUEST,
                        Kind.HALF_MESSAGE,
                        Kind.LOCAL_TRANSACTION,
                        Kind.END_TRANSACTION,
                        Kind.CHECK_BACK,
                        Kind.DELIVERY);
        assertThat(timeline.lanes()).containsExactly("order-service", "points-service");
    }

    @Test
    void what_happens_after_a_pause_is_a_moment_of_its_own() {
        var path = new Path()
                .then(0, Kind.HTTP_REQUEST, "201")
                .then(2, Kind.LOCAL_TRANSACTION, "COMMIT")
                .then(2200, Kind.CHECK_BACK, "COMMIT");

        var timeline = Timeline.of(path.steps(), List.of());

        assertThat(timeline.moments())
                .extracting(Timeline.Moment::after)
                .containsExactly(Duration.ZERO, Duration.ofMillis(2200));
    }

    @Test
    void attempt_that_journal_and_database_both_tell_stands_there_once_with_its_stack() {
        var path = new Path().delivery(0, "points-service", 1, "REDELIVER");

        var timeline = Timeline.of(path.steps(), List.of(Path.failed(1, "points-service", 1)));

        assertThat(timeline.steps()).singleElement().satisfies(step -> {
            assertThat(step.took()).isNotNull();
            assertThat(Objects.requireNonNull(step.failure()).stack()).isEqualTo("the stack");
        });
    }

    @Test
    void attempt_that_the_journal_lost_is_told_by_the_database() {
        var path = new Path().delivery(2000, "points-service", 2, "APPLIED");

        var timeline = Timeline.of(path.steps(), List.of(Path.failed(0, "points-service", 1)));

        assertThat(timeline.steps()).extracting(Step::outcome).containsExactly("REDELIVER", "APPLIED");
        assertThat(timeline.steps()).extracting(Step::lane).containsOnly("points-service");
    }

    @Test
    void same_attempt_from_two_durable_sources_stands_there_once() {
        var timeline = Timeline.of(
                List.of(), List.of(Path.failed(0, "points-service", 1), Path.failed(0, "points-service", 1)));

        assertThat(timeline.steps()).hasSize(1);
    }

    @Test
    void lanes_stand_as_the_flow_goes_and_strangers_behind() {
        var path = new Path()
                .delivery(1, "somebody-new", 1, "APPLIED")
                .delivery(2, "notify-service", 1, "APPLIED")
                .delivery(3, "ticket-settlement", 1, "APPLIED")
                .then(4, Kind.CHECK_BACK, "COMMIT");

        assertThat(Timeline.of(path.steps(), List.of()).lanes())
                .containsExactly("seckill-gateway", "order-service", "notify-service", "somebody-new");
    }

    @Test
    void message_of_which_nobody_told_is_told_by_the_broker() {
        var copy = new OrderHistory.Copy("order-events", "placed", "M1", Path.BEGIN, "", "{}");

        assertThat(BrokerCopies.untold(List.of(copy), List.of()))
                .extracting(Step::kind)
                .containsExactly(Kind.STORED);
    }
}
