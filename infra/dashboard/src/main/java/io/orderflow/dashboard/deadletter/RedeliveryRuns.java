package io.orderflow.dashboard.deadletter;

import io.github.bucket4j.Bucket;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.orderflow.dashboard.deadletter.DeadLetterSearch.Candidate;
import io.orderflow.dashboard.live.Live;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redelivers many in the background, at a rate that an operator chose. When the application ends, what was not sent yet is open
 * as it was; nothing continues by itself afterwards.
 */
@Singleton
class RedeliveryRuns {

    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryRuns.class);
    private static final int REMEMBERED = 20;

    private final Redeliver redeliver;
    private final Live live;
    private final Map<Long, RedeliveryRun> runs = new LinkedHashMap<>();
    private long last;

    RedeliveryRuns(Redeliver redeliver, Live live) {
        this.redeliver = redeliver;
        this.live = live;
    }

    /** @return empty while another one runs: two of them would exceed the chosen rate */
    synchronized Optional<RedeliveryRun> start(List<Candidate> candidates, int perSecond, String actor, String reason) {
        if (runs.values().stream().anyMatch(RedeliveryRun::running)) {
            return Optional.empty();
        }
        var run = new RedeliveryRun(++last, candidates.size(), perSecond);
        runs.put(run.number(), run);
        runs.keySet().removeIf(number -> number <= last - REMEMBERED);
        Thread.ofVirtual().name("redelivery-" + run.number()).start(() -> run(run, candidates, actor, reason));
        return Optional.of(run);
    }

    synchronized Optional<RedeliveryRun> find(long number) {
        return Optional.ofNullable(runs.get(number));
    }

    synchronized Optional<RedeliveryRun> running() {
        return runs.values().stream().filter(RedeliveryRun::running).findFirst();
    }

    @EventListener
    synchronized void onStop(ShutdownEvent stopping) {
        runs.values().forEach(run -> run.end(RedeliveryRun.Progress.STOPPED));
    }

    private void run(RedeliveryRun run, List<Candidate> candidates, String actor, String reason) {
        var pace = Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(run.perSecond(), Duration.ofSeconds(1)))
                .build()
                .asBlocking();
        try {
            for (var candidate : candidates) {
                pace.consume(1);
                if (!run.running()) {
                    return;
                }
                var result = redeliver.redeliver(
                        new RedeliveryOrder(candidate.id(), candidate.redeliveries(), Optional.empty(), actor, reason));
                run.add(new RedeliveryRun.Line(candidate.id(), candidate.group(), candidate.key(), result));
                live.changed(run.subject());
            }
            run.end(RedeliveryRun.Progress.FINISHED);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            run.end(RedeliveryRun.Progress.STOPPED);
        } catch (RuntimeException failure) {
            LOG.error("Redelivery {} broke off; what was not sent is open as it was", run.number(), failure);
            run.end(RedeliveryRun.Progress.BROKEN);
        } finally {
            live.changed(run.subject());
        }
    }
}
