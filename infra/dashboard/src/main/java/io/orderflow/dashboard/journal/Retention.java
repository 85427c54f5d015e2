package io.orderflow.dashboard.journal;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Deletes journal rows after their retention time, a few thousand at a time, so that locks are held briefly. */
@Singleton
class Retention {

    private static final int AT_ONCE = 2_000;

    private final OldRows oldRows;
    private final RetentionSettings settings;
    private final Clock clock;

    Retention(OldRows oldRows, RetentionSettings settings, Clock clock) {
        this.oldRows = oldRows;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${journal.retention.every:1m}", initialDelay = "${journal.retention.every:1m}")
    void sweep() {
        var before = clock.instant().minus(settings.period());
        for (var table : OldRows.Table.values()) {
            while (oldRows.delete(table, before, AT_ONCE) == AT_ONCE) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        }
    }
}
