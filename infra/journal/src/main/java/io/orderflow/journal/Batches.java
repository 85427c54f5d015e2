package io.orderflow.journal;

import io.micronaut.runtime.ApplicationConfiguration;
import io.orderflow.journal.entry.JournalBatch;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes batches of what waits. For one thread. */
@Singleton
final class Batches {

    private static final int MOST_ENTRIES = 500;

    /** Characters; in UTF-8 and escaped they stay far below the 4 MiB that a broker takes. */
    private static final int MOST_TEXT = 300_000;

    private static final int SHORT_ID = 8;

    private final Buffer buffer;
    private final Sampling sampling;
    private final Clock clock;
    private final String service;
    // The process id alone is reused, in a container with every start.
    private final String instance =
            ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, SHORT_ID);
    private long number;
    private long toldLostFailures;
    private long toldLostSuccesses;

    Batches(Buffer buffer, Sampling sampling, ApplicationConfiguration application, @Nullable Clock clock) {
        this.buffer = buffer;
        this.sampling = sampling;
        this.clock = clock == null ? Clock.systemUTC() : clock;
        this.service = application.getName().orElse("unnamed");
    }

    /** @return null if there is nothing to report */
    @Nullable
    JournalBatch next() {
        long lostFailures = buffer.lostFailures();
        long lostSuccesses = buffer.lostSuccesses();
        var entries = buffer.take(MOST_ENTRIES, MOST_TEXT);
        if (entries.isEmpty() && lostFailures == toldLostFailures && lostSuccesses == toldLostSuccesses) {
            return null;
        }
        number++;
        var batch = new JournalBatch(
                service,
                instance,
                number,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                sampling.oneIn(),
                lostFailures - toldLostFailures,
                lostSuccesses - toldLostSuccesses,
                entries);
        toldLostFailures = lostFailures;
        toldLostSuccesses = lostSuccesses;
        return batch;
    }
}
