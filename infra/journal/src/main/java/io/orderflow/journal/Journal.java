package io.orderflow.journal;

import io.opentelemetry.api.trace.Span;
import io.orderflow.journal.entry.JournalEntry;
import io.orderflow.journal.entry.JournalStep;
import io.orderflow.journal.entry.JournalTopic;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records what happens. Never blocks and never throws; what finds no room is counted.
 *
 * <p>Failures are all kept. The rest is sampled above {@code journal.successes-per-second}: of a key all or nothing.
 */
@Singleton
public final class Journal {

    private static final int SERVER_ERROR = 500;

    private final Buffer buffer;
    private final Sampling sampling;
    private final Set<String> unsampledTopics;
    private final Clock clock;
    private volatile boolean enabled;

    Journal(JournalConfiguration configuration, Buffer buffer, Sampling sampling, @Nullable Clock clock) {
        this.buffer = buffer;
        this.sampling = sampling;
        this.unsampledTopics = Set.copyOf(configuration.unsampledTopics());
        this.clock = clock == null ? Clock.systemUTC() : clock;
        this.enabled = configuration.enabled();
    }

    /**
     * A request was answered, just now.
     *
     * @param what method and path, without anything that a customer chose
     * @param key of the message that it led to; null if it came to nothing
     */
    public void request(String what, int status, @Nullable String key, long nanos) {
        if (!enabled) {
            return;
        }
        var context = Span.current().getSpanContext();
        String traceId = context.isValid() ? context.getTraceId() : null;
        boolean failure = status >= SERVER_ERROR;
        if (!failure && !sampling.keeps(orElse(key, orElse(traceId, what)))) {
            return;
        }
        Instant at = clock.instant().minusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
        var entry = new JournalEntry(
                at,
                JournalStep.HTTP_REQUEST,
                what,
                null,
                null,
                key == null ? List.of() : List.of(key),
                null,
                null,
                traceId,
                null,
                null,
                0,
                Integer.toString(status),
                TimeUnit.NANOSECONDS.toMicros(nanos),
                null,
                null);
        if (failure) {
            buffer.offerFailure(() -> entry);
        } else {
            buffer.offerSuccess(() -> entry);
        }
    }

    /**
     * From now on a message to {@code topic} under {@code key} stands for all {@code members}. Members that sampling drops are
     * left out.
     */
    public void recordGroup(String topic, String key, List<String> members) {
        if (!enabled) {
            return;
        }
        List<String> keys = new ArrayList<>(members.size() + 1);
        keys.add(key);
        for (String member : members) {
            if (sampling.keeps(member)) {
                keys.add(member);
            }
        }
        if (keys.size() == 1) {
            return;
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new JournalEntry(
                at,
                JournalStep.GROUP,
                null,
                topic,
                null,
                keys,
                null,
                null,
                null,
                null,
                null,
                0,
                "TOGETHER",
                0,
                null,
                null);
        buffer.offerSuccess(() -> entry);
    }

    void record(MessageStep step) {
        var message = step.message();
        // To journal the journal would never end.
        if (!enabled || message.topic().equals(JournalTopic.NAME)) {
            return;
        }
        if (StepEntry.isFailure(step)) {
            buffer.offerFailure(() -> StepEntry.of(step));
        } else if (isKept(message.topic(), message.key())) {
            buffer.offerSuccess(() -> StepEntry.of(step));
        }
    }

    boolean isEnabled() {
        return enabled;
    }

    void enable(boolean on) {
        enabled = on;
    }

    private boolean isKept(String topic, String key) {
        return unsampledTopics.contains(topic) || sampling.keeps(key);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
