package io.orderflow.local.launcher.console;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Prints each step, one line each, as it happens. Safe for many threads. */
public final class Steps {

    private final PrintStream out;
    private final Clock clock;

    public Steps(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    public static Steps toConsole() {
        return new Steps(System.out, Clock.systemDefaultZone());
    }

    /** A step of the start that is over. */
    public void done(String who, String what, Duration took) {
        out.printf(Locale.ROOT, "  %-16s %-34s %6.1f s%n", who, what, took.toMillis() / 1000.0);
    }

    /** News of a stack that runs already. */
    public void news(String sentence) {
        out.printf("%s  %s%n", LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS), sentence);
    }

    public void text(String lines) {
        out.println(lines);
        out.flush();
    }
}
