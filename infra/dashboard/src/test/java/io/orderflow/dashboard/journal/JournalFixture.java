package io.orderflow.dashboard.journal;

import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invented journal entries of services. */
public final class JournalFixture {

    private JournalFixture() {}

    public static JournalBatch batch(String service, long number, List<JournalEntry> entries) {
        return batch(service, "instance-1", number, 1, 0, entries);
    }

    static JournalBatch batch(
            String service, String instance, long number, int sampledOneIn, long lost, List<JournalEntry> entries) {
        return new JournalBatch(service, instance, number, now(), sampledOneIn, lost, 0, entries);
    }

    public static JournalEntry half(String key) {
        return entry(now(), JournalStep.HALF_MESSAGE, List.of(key), "order-events", null, 0, "STORED", null);
    }

    static JournalEntry at(Instant at, String key) {
        return entry(at, JournalStep.HALF_MESSAGE, List.of(key), "order-events", null, 0, "STORED", null);
    }

    static JournalEntry group(String key, List<String> members) {
        var keys = new ArrayList<>(members);
        keys.addFirst(key);
        return entry(now(), JournalStep.GROUP, keys, "purchase-outcomes", null, 0, "TOGETHER", null);
    }

    public static JournalEntry failedDelivery(String key, String group, String reason) {
        return entry(
                now(),
                JournalStep.DELIVERY,
                List.of(key),
                "order-events",
                group,
                1,
                "REDELIVER",
                new JournalEntry.Failure(
                        "java.lang.IllegalStateException", reason, "java.lang.IllegalStateException: " + reason));
    }

    static JournalEntry entry(
            Instant at,
            JournalStep step,
            List<String> keys,
            String topic,
            @Nullable String group,
            int attempt,
            String outcome,
            JournalEntry.@Nullable Failure failure) {
        return new JournalEntry(
                at,
                step,
                null,
                topic,
                "placed",
                keys,
                "M-" + keys.getFirst(),
                null,
                null,
                null,
                group,
                attempt,
                outcome,
                410,
                failure,
                failure == null ? null : at.plusSeconds(1));
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
