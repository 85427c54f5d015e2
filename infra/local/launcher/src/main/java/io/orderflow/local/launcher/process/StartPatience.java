package io.orderflow.local.launcher.process;

import java.time.Duration;

/**
 * How long a start may take: as long as it makes progress, on a machine however busy. Progress is processor time, or a line in the
 * log. A process that gets stuck uses next to none and writes nothing; one that only ever tries again is given up in the end.
 * Not safe for several threads.
 */
final class StartPatience {

    /** The longest without progress. */
    static final Duration QUIET = Duration.ofSeconds(150);

    /** The longest at all. */
    static final Duration TOTAL = Duration.ofMinutes(20);

    /** All that a process with nice +10 may get of two cores that fifty others want. */
    private static final Duration NOTABLE = Duration.ofMillis(500);

    private final Duration begun;
    private Duration moved;
    private Duration processorTime = Duration.ZERO;
    private long logSize;

    /** @param begun on the clock that {@link #isOver} is asked with */
    StartPatience(Duration begun, long logSize) {
        this.begun = begun;
        this.moved = begun;
        this.logSize = logSize;
    }

    /**
     * @param now on any clock that only goes forward
     * @param usedSoFar processor time of the process; zero where the system does not report it
     */
    boolean isOver(Duration now, Duration usedSoFar, long logSizeNow) {
        if (usedSoFar.minus(processorTime).compareTo(NOTABLE) >= 0 || logSizeNow != logSize) {
            moved = now;
            processorTime = usedSoFar;
            logSize = logSizeNow;
        }
        return now.minus(moved).compareTo(QUIET) > 0 || now.minus(begun).compareTo(TOTAL) > 0;
    }
}
