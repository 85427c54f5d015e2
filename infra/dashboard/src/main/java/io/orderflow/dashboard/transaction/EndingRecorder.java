package io.orderflow.dashboard.transaction;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.dashboard.counter.Sample;
import io.orderflow.dashboard.counter.ServiceCounters;
import io.orderflow.dashboard.page.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the services' counters, which only grow, into counts for each minute. The counters are complete where the journal
 * samples; what a process counted in its last seconds before it died is lost, and so is what happened while the console was
 * down.
 */
@Context
class EndingRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EndingRecorder.class);
    private static final Duration KEPT = Duration.ofDays(2);

    private final ServiceCounters counters;
    private final EndingMinutes minutes;
    private final Clock clock;
    private final Map<String, Process> before = new HashMap<>();

    /** A service's process, distinguished from the next one by its start time. */
    record Process(double startedAt, Map<TransactionOutcomeCount, Long> totals) {

        static Process of(List<Sample> samples) {
            double startedAt = samples.stream()
                    .filter(sample -> sample.name().equals(ServiceCounters.STARTED_AT))
                    .mapToDouble(Sample::value)
                    .findFirst()
                    .orElse(0);
            return new Process(startedAt, EndingRecorder.totals(samples));
        }

        /** What was counted since the earlier look; a new process has begun at zero. */
        long grown(Process earlier, TransactionOutcomeCount ending) {
            long now = totals.getOrDefault(ending, 0L);
            long before = earlier.startedAt == startedAt ? earlier.totals.getOrDefault(ending, 0L) : 0;
            return now < before ? now : now - before;
        }
    }

    EndingRecorder(ServiceCounters counters, EndingMinutes minutes, Clock clock) {
        this.counters = counters;
        this.minutes = minutes;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "5s")
    synchronized void look() {
        Map<TransactionOutcomeCount, Long> more = new EnumMap<>(TransactionOutcomeCount.class);
        counters.all().forEach((service, source) -> {
            if (source instanceof Source.Available<List<Sample>>(var samples)) {
                var now = Process.of(samples);
                var last = before.put(service, now);
                if (last != null) {
                    for (var ending : TransactionOutcomeCount.values()) {
                        more.merge(ending, now.grown(last, ending), Long::sum);
                    }
                }
            }
        });
        more.values().removeIf(count -> count == 0);
        try {
            minutes.add(clock.instant(), more);
        } catch (RuntimeException notStored) {
            LOG.warn("{} could not be stored; the minute's chart lacks them: {}", more, notStored.toString());
        }
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void forget() {
        minutes.forgetBefore(clock.instant().minus(KEPT));
    }

    static Map<TransactionOutcomeCount, Long> totals(List<Sample> samples) {
        Map<TransactionOutcomeCount, Long> totals = new EnumMap<>(TransactionOutcomeCount.class);
        for (var sample : samples) {
            TransactionOutcomeCount.of(sample)
                    .ifPresent(ending -> totals.merge(ending, (long) sample.value(), Long::sum));
        }
        return totals;
    }
}
