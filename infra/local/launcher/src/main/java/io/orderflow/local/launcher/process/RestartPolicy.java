package io.orderflow.local.launcher.process;

import java.time.Duration;
import java.util.Optional;

/**
 * When to start a process again: at once, then with growing gaps while it keeps dying young, at last not any more.
 *
 * @param firstDelay doubles with every early death in a row
 * @param earlyDeath a process that was ready for longer than this resets the count
 * @param earlyDeaths this many in a row, and it is given up
 */
public record RestartPolicy(Duration firstDelay, Duration earlyDeath, int earlyDeaths) {

    public static final RestartPolicy USUAL = new RestartPolicy(Duration.ofMillis(200), Duration.ofSeconds(5), 7);
    public static final RestartPolicy NEVER = new RestartPolicy(Duration.ZERO, Duration.ZERO, 0);

    /** The deaths of one process in a row. Not thread-safe. */
    Deaths none() {
        return new Deaths();
    }

    final class Deaths {
        private int early;

        /** How long to wait before the next start; empty: give up. */
        Optional<Duration> next(Duration wasReadyFor) {
            early = wasReadyFor.compareTo(earlyDeath) > 0 ? 1 : early + 1;
            return earlyDeaths == 0 || early > earlyDeaths
                    ? Optional.empty()
                    : Optional.of(firstDelay.multipliedBy(1L << (early - 1)));
        }
    }
}
