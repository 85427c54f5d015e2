package io.orderflow.dashboard.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.live.Live;
import io.orderflow.dashboard.page.Source;
import io.orderflow.invariants.quiescence.Motion;
import io.orderflow.invariants.quiescence.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PromiseReportsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final HandClock clock = new HandClock();
    private int runs;

    @Test
    void first_viewer_begins_a_report_and_does_not_wait_for_it() {
        var reports = reports(() -> report(Duration.ZERO));

        assertThat(reports.latest()).isEqualTo(new PromiseReports.State(null, true));
        finish();

        assertThat(reports.latest().last()).isInstanceOf(Source.Available.class);
    }

    @Test
    void viewers_share_one_run() {
        var reports = reports(() -> report(Duration.ZERO));

        reports.latest();
        reports.latest();
        reports.checkNow();

        assertThat(work).hasSize(1);
    }

    @Test
    void report_is_kept_twenty_times_as_long_as_it_took() {
        var reports = reports(() -> report(Duration.ofSeconds(3)));
        reports.latest();
        finish();

        clock.now = clock.now.plusSeconds(59);
        reports.latest();
        assertThat(work).isEmpty();

        clock.now = clock.now.plusSeconds(1);
        reports.latest();
        assertThat(work).hasSize(1);
    }

    @Test
    void who_asks_for_a_new_one_does_not_wait_for_the_old_one_to_age() {
        var reports = reports(() -> report(Duration.ofSeconds(3)));
        reports.latest();
        finish();

        reports.checkNow();
        finish();

        assertThat(runs).isEqualTo(2);
    }

    @Test
    void report_that_could_not_be_made_is_shown_as_failing_and_tried_again() {
        var reports = reports(() -> {
            throw new IllegalStateException("no database");
        });
        reports.latest();
        finish();

        assertThat(reports.latest().last()).isInstanceOf(Source.Failing.class);
        clock.now = clock.now.plusSeconds(15);
        assertThat(reports.latest().running()).isTrue();
    }

    private PromiseReports reports(Callable<Report> survey) {
        return new PromiseReports(survey, work::add, new Live(), clock);
    }

    private Report report(Duration took) {
        runs++;
        clock.now = clock.now.plus(took);
        return new Report(clock.now, took, new Motion.AtRest(), List.of());
    }

    private void finish() {
        work.remove().run();
    }

    private static final class HandClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
