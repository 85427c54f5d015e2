package io.orderflow.messaging.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A double for tests: behaves as a Redis that never fails. {@link #forgetEverything} makes it one that was flushed. */
public final class InMemoryProcessedEvents implements ProcessedEvents {

    private static final String DONE = "done";

    private record Entry(String holder, Instant expires) {}

    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();

    public InMemoryProcessedEvents() {
        this(Clock.systemUTC());
    }

    public InMemoryProcessedEvents(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<Claim> claim(String consumer, List<String> keys, Duration lease) {
        return keys.stream().map(key -> claimOne(consumer, key, lease)).toList();
    }

    private Claim claimOne(String consumer, String key, Duration lease) {
        Instant now = clock.instant();
        var entry = entries.get(name(consumer, key));
        if (entry == null || !entry.expires().isAfter(now)) {
            String token = UUID.randomUUID().toString();
            entries.put(name(consumer, key), new Entry(token, now.plus(lease)));
            return new Claim.Granted(consumer, key, token);
        }
        return entry.holder().equals(DONE)
                ? new Claim.AlreadyDone()
                : new Claim.HeldByAnother(Duration.between(now, entry.expires()));
    }

    @Override
    public synchronized void done(String consumer, List<String> keys, Duration memory) {
        for (var key : keys) {
            entries.put(name(consumer, key), new Entry(DONE, clock.instant().plus(memory)));
        }
    }

    @Override
    public synchronized void release(List<Claim.Granted> claims) {
        for (var claim : claims) {
            entries.computeIfPresent(
                    name(claim.consumer(), claim.key()),
                    (name, entry) -> entry.holder().equals(claim.token()) ? null : entry);
        }
    }

    public synchronized void forgetEverything() {
        entries.clear();
    }

    private static String name(String consumer, String key) {
        return consumer + " " + key;
    }
}
