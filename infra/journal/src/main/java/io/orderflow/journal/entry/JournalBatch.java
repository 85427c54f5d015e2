package io.orderflow.journal.entry;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * What one instance has to report. May arrive twice: {@link #id()} identifies it.
 *
 * @param instance of the service; another one after each start
 * @param number counts the instance's batches, from 1
 * @param sampledOneIn of the successes, every entry whose key falls into this share was kept: 1 for all, 8 for one key in eight.
 *     Failures are never sampled
 * @param lostFailures failures that found no room since the batch before
 * @param lostSuccesses successes that should have been kept and found no room since the batch before
 */
@Serdeable
public record JournalBatch(
        String service,
        String instance,
        long number,
        Instant shippedAt,
        int sampledOneIn,
        long lostFailures,
        long lostSuccesses,
        List<JournalEntry> entries) {

    public JournalBatch {
        entries = List.copyOf(entries);
    }

    /** The message key, and what a reader deduplicates by. */
    public String id() {
        return service + "/" + instance + "/" + number;
    }
}
