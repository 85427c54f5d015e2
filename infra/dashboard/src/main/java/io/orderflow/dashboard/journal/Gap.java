package io.orderflow.dashboard.journal;

import io.orderflow.journal.entry.JournalBatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one service left out of the journal within one minute.
 *
 * @param sampledOneIn of the successes one key in so many was kept, at worst; 1 for all
 * @param lostFailures failures that found no room
 * @param lostSuccesses successes that should have been kept and found no room
 */
public record Gap(Instant minute, String service, int sampledOneIn, long lostFailures, long lostSuccesses) {

    /** Of one batch: more than any service loses, and few enough to be added up to the end of time. */
    private static final long MOST_LOST = 1_000_000_000;

    private record Place(Instant minute, String service) {}

    static List<Gap> in(Collection<JournalBatch> batches) {
        Map<Place, Gap> gaps = new HashMap<>();
        for (var batch : batches) {
            var gap = of(batch);
            if (gap.isAny()) {
                gaps.merge(new Place(gap.minute(), gap.service()), gap, Gap::and);
            }
        }
        return List.copyOf(gaps.values());
    }

    private static Gap of(JournalBatch batch) {
        return new Gap(
                Columns.storable(batch.shippedAt()).truncatedTo(ChronoUnit.MINUTES),
                batch.service(),
                batch.sampledOneIn(),
                counted(batch.lostFailures()),
                counted(batch.lostSuccesses()));
    }

    private static long counted(long lost) {
        return Math.clamp(lost, 0, MOST_LOST);
    }

    private Gap and(Gap other) {
        return new Gap(
                minute,
                service,
                Math.max(sampledOneIn, other.sampledOneIn),
                lostFailures + other.lostFailures,
                lostSuccesses + other.lostSuccesses);
    }

    private boolean isAny() {
        return sampledOneIn > 1 || isLoss();
    }

    /** More than sampling: something that should be here is not. */
    public boolean isLoss() {
        return lostFailures > 0 || lostSuccesses > 0;
    }
}
