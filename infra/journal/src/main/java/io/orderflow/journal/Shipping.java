package io.orderflow.journal;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.orderflow.journal.entry.JournalBatch;
import io.orderflow.micronaut.rocketmq.observe.PublishingEndsEvent;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits, every so often, on a thread of its own. While the broker is unavailable one batch waits for it and the
 * buffer fills up behind; what then finds no room is counted, and the next batch reports how much it was.
 */
@Context
@Requires(property = "journal.enabled", notEquals = "false")
@Requires(property = "rocketmq.enabled", notEquals = "false")
final class Shipping {

    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

    private final Batches batches;
    private final JournalMessages messages;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("journal").factory());
    private final LongAdder shipped = new LongAdder();

    // Of the one thread alone.
    private @Nullable JournalBatch unsent;
    private boolean away;
    private long pausedUntil = System.nanoTime();

    Shipping(Batches batches, JournalMessages messages, JournalConfiguration configuration) {
        this.batches = batches;
        this.messages = messages;
        this.interval = configuration.shipInterval();
    }

    @PostConstruct
    void begin() {
        thread.scheduleWithFixedDelay(this::ship, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Entries that the broker has. */
    long shipped() {
        return shipped.sum();
    }

    @EventListener
    void end(PublishingEndsEvent event) throws InterruptedException {
        var last = thread.submit(this::shipAll);
        try {
            last.get(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException undone) {
            LOG.warn("The end of the journal is lost: {}", undone.toString());
        }
        thread.shutdownNow();
    }

    private void ship() {
        if (System.nanoTime() - pausedUntil < 0) {
            return;
        }
        try {
            shipAll();
            if (away) {
                away = false;
                LOG.info("The journal is shipped again");
            }
        } catch (RuntimeException failed) {
            pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
            if (!away) {
                away = true;
                LOG.warn("The journal can't be shipped and waits, in bounded room: {}", failed.toString());
            }
        }
    }

    private void shipAll() {
        for (var batch = next(); batch != null; batch = next()) {
            unsent = batch;
            messages.ship(batch.id(), batch);
            shipped.add(batch.entries().size());
            unsent = null;
        }
    }

    private @Nullable JournalBatch next() {
        return unsent == null ? batches.next() : unsent;
    }
}
