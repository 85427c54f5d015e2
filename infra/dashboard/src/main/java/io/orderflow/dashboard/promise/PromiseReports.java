package io.orderflow.dashboard.promise;

import io.micronaut.scheduling.TaskExecutors;
import io.orderflow.dashboard.live.Live;
import io.orderflow.dashboard.page.Source;
import io.orderflow.invariants.quiescence.Report;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The last report, repeated while it is viewed. All viewers share it: one run at a time, and after it a pause of many times
 * what it took, so that looking never costs more than a few percent of the database.
 */
@Singleton
public class PromiseReports {

    static final String SUBJECT = "promises";

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);
    private static final int PAUSES_PER_RUN = 20;

    private final Callable<Report> survey;
    private final Executor blocking;
    private final Live live;
    private final Clock clock;

    private @Nullable Source<Report> last;
    private Instant notBefore = Instant.MIN;
    private boolean running;

    @Inject
    PromiseReports(
            PromiseSurvey survey, @Named(TaskExecutors.BLOCKING) ExecutorService blocking, Live live, Clock clock) {
        this(survey::report, blocking, live, clock);
    }

    PromiseReports(Callable<Report> survey, Executor blocking, Live live, Clock clock) {
        this.survey = survey;
        this.blocking = blocking;
        this.live = live;
        this.clock = clock;
    }

    /**
     * @param last null until the first is there
     * @param running whether a newer one is on its way
     */
    public record State(@Nullable Source<Report> last, boolean running) {}

    /** Answers at once, with what is there; where that is old, a newer one is begun. */
    public synchronized State latest() {
        if (!clock.instant().isBefore(notBefore)) {
            begin();
        }
        return new State(last, running);
    }

    /** Whether or not the last is old. Where one is being made, that is the one. */
    synchronized void checkNow() {
        begin();
    }

    private void begin() {
        if (!running) {
            running = true;
            blocking.execute(this::run);
        }
    }

    private void run() {
        var begun = clock.instant();
        try {
            done(Source.of("The report on the promises", survey), begun);
        } catch (Throwable broken) {
            done(new Source.Failing<>(broken.toString()), begun);
            throw broken;
        }
    }

    private void done(Source<Report> report, Instant begun) {
        synchronized (this) {
            var now = clock.instant();
            var pause = Duration.between(begun, now).multipliedBy(PAUSES_PER_RUN);
            last = report;
            notBefore = now.plus(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
            running = false;
        }
        live.changed(SUBJECT);
    }
}
