package io.orderflow.dashboard.sale;

import io.orderflow.dashboard.audit.Audit;
import io.orderflow.dashboard.live.Live;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rush that runs, or the last that did: one at a time. It ends with this console. */
@Singleton
class Rushes {

    static final String SUBJECT = "rush";

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final LoadTest program;
    private final Audit audit;
    private final Live live;
    private final Clock clock;
    private @Nullable Rush last;

    Rushes(LoadTest program, Audit audit, Live live, Clock clock) {
        this.program = program;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    synchronized Optional<Rush> last() {
        return Optional.ofNullable(last);
    }

    /** @return the key of the text that explains why not; empty if it runs */
    Optional<String> start(String operator, RushWish wish) {
        return switch (program.find()) {
            case LoadTest.Place.Missing(String why) -> refused(operator, wish, why);
            case LoadTest.Place.Found(Path jar) -> start(operator, wish, program.rush(jar, wish));
        };
    }

    private synchronized Optional<String> start(String operator, RushWish wish, ProcessBuilder command) {
        var before = last;
        if (before != null && before.running()) {
            return refused(operator, wish, "sale.rush-runs");
        }
        try {
            last = Rush.start(command, wish.text(), operator, clock.instant(), () -> live.changed(SUBJECT));
        } catch (IOException notStarted) {
            audit.record(operator, "start-rush", SUBJECT, "", "failed: " + notStarted.getMessage());
            return Optional.of("sale.rush-not-started");
        }
        audit.record(operator, "start-rush", SUBJECT, "", wish.text());
        live.changed(SUBJECT);
        return Optional.empty();
    }

    void stop(String operator) {
        var running = last().filter(Rush::running);
        running.ifPresent(Rush::stop);
        audit.record(operator, "stop-rush", SUBJECT, "", running.isPresent() ? "told to stop" : "failed: no rush runs");
    }

    private Optional<String> refused(String operator, RushWish wish, String why) {
        audit.record(operator, "start-rush", SUBJECT, "", "failed: " + why + ", " + wish.text());
        return Optional.of(why);
    }

    @PreDestroy
    void end() throws InterruptedException {
        var running = last().filter(Rush::running);
        if (running.isPresent()) {
            running.get().end(FAREWELL);
        }
    }
}
