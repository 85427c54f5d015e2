package io.orderflow.seckill.admit;

import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.redis.AdmissionRequest;
import io.orderflow.seckill.redis.RedisAway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of one sale's epoch on their way to Redis. A call begins no sooner than {@link AdmissionSettings#patience()} after
 * the one before, unless it is full: a single request is sent at once, and a rush in few large calls instead of many small
 * ones, even while Redis is quick.
 *
 * <p>Bounded, and without locks: what does not fit is refused at once. Every request that was taken is answered, and in
 * the order of arrival within a call. A call that fails because Redis is unavailable fails its own requests, and those that have
 * gathered meanwhile. One that fails otherwise is halved until the request that can't be written, or that Redis refuses, is alone;
 * it alone is refused. The others may be sent twice, which their keys make harmless.
 */
final class AdmissionBatcher {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionBatcher.class);

    /** The script, for one epoch of one sale. */
    interface Call {

        CompletionStage<AdmissionBatch> admit(Instant now, List<AdmissionRequest> requests);
    }

    /** @param token as in {@link AdmissionRequest} */
    record PurchaseAttempt(String customerId, String key, int quantity, String token) {}

    sealed interface Outcome {

        record Answered(Admission admission) implements Outcome {}

        /** Too many requests wait for a call. */
        record BacklogFull() implements Outcome {}

        /** Redis has another epoch, or none. Nothing was changed. */
        record EpochGone() implements Outcome {}

        /** Redis did not answer, or failed a moment ago and is left alone. */
        record RedisUnavailable() implements Outcome {}

        /** This request can't be written, or Redis refuses it. */
        record Refused() implements Outcome {}
    }

    private record Waiting(PurchaseAttempt attempt, CompletableFuture<Outcome> outcome) {}

    private static final Outcome BACKLOG_FULL = new Outcome.BacklogFull();
    private static final Outcome EPOCH_GONE = new Outcome.EpochGone();
    private static final Outcome REDIS_UNAVAILABLE = new Outcome.RedisUnavailable();
    private static final Outcome REFUSED = new Outcome.Refused();

    private final long saleId;
    private final int epoch;
    private final Call call;
    private final Consumer<AdmissionBatch> observer;
    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final int callSize;
    private final int maxCalls;
    private final int backlog;
    private final long patienceNanos;
    private final Duration pauseAfterFailure;

    private final Queue<Waiting> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger gatheredCount = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean timerSet = new AtomicBoolean();
    private volatile long lastCallAt;
    private volatile @Nullable Long leftAloneUntil;
    private volatile boolean closed;

    /**
     * @param observer gets every answer of the script before its callers do; what it throws is logged
     * @param timer begins calls whose time has come; its thread is used only briefly
     */
    AdmissionBatcher(
            long saleId,
            int epoch,
            Call call,
            Consumer<AdmissionBatch> observer,
            ScheduledExecutorService timer,
            Clock clock,
            AdmissionSettings settings) {
        this.saleId = saleId;
        this.epoch = epoch;
        this.call = call;
        this.observer = observer;
        this.timer = timer;
        this.clock = clock;
        this.callSize = settings.requestsPerCall();
        this.maxCalls = settings.callsAtOnce();
        this.backlog = settings.backlog();
        this.patienceNanos = settings.patience().toNanos();
        this.lastCallAt = System.nanoTime() - patienceNanos;
        this.pauseAfterFailure = settings.pauseAfterFailure();
    }

    int epoch() {
        return epoch;
    }

    /** Never blocks; completes on the thread that has the answer. */
    CompletableFuture<Outcome> admit(PurchaseAttempt attempt) {
        if (closed || isLeftAlone()) {
            return CompletableFuture.completedFuture(REDIS_UNAVAILABLE);
        }
        if (gatheredCount.incrementAndGet() > backlog) {
            gatheredCount.decrementAndGet();
            return CompletableFuture.completedFuture(BACKLOG_FULL);
        }
        var waiting = new Waiting(attempt, new CompletableFuture<>());
        unanswered.incrementAndGet();
        gathered.add(waiting);
        pump();
        return waiting.outcome();
    }

    /**
     * Takes no more. What was taken is still answered.
     *
     * @return whether all of it was answered within {@code patience}
     */
    boolean close(Duration patience) throws InterruptedException {
        closed = true;
        pump();
        tellIfDrained();
        return drained.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void pump() {
        while (true) {
            int underWay = calls.get();
            if (underWay >= maxCalls || gathered.isEmpty()) {
                return;
            }
            long wait = isFull() ? 0 : lastCallAt + patienceNanos - System.nanoTime();
            if (wait > 0) {
                setTimer(wait);
                return;
            }
            if (calls.compareAndSet(underWay, underWay + 1)) {
                lastCallAt = System.nanoTime();
                var batch = take();
                if (batch.isEmpty()) {
                    // Another thread took them. Requests added meanwhile rely on this call: look again.
                    calls.decrementAndGet();
                } else {
                    send(batch);
                }
            }
        }
    }

    private boolean isFull() {
        return closed || gatheredCount.get() >= callSize;
    }

    private void setTimer(long nanos) {
        if (!timerSet.get() && timerSet.compareAndSet(false, true)) {
            timer.schedule(
                    () -> {
                        timerSet.set(false);
                        pump();
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        }
    }

    private List<Waiting> take() {
        var batch = new ArrayList<Waiting>(Math.min(callSize, Math.max(1, gatheredCount.get())));
        while (batch.size() < callSize) {
            var next = gathered.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        gatheredCount.addAndGet(-batch.size());
        return batch;
    }

    private void send(List<Waiting> batch) {
        CompletionStage<AdmissionBatch> answer;
        try {
            var now = clock.instant();
            var requests = new ArrayList<AdmissionRequest>(batch.size());
            for (var each : batch) {
                var attempt = each.attempt();
                requests.add(new AdmissionRequest(
                        TicketId.next(saleId, epoch, now.toEpochMilli()).toString(),
                        attempt.customerId(),
                        attempt.key(),
                        attempt.quantity(),
                        attempt.token()));
            }
            answer = call.admit(now, requests);
        } catch (RuntimeException failure) {
            answer = CompletableFuture.failedStage(failure);
        }
        answer.whenComplete((said, failure) -> returned(batch, said, failure));
    }

    private void returned(List<Waiting> batch, @Nullable AdmissionBatch said, @Nullable Throwable failure) {
        if (said instanceof AdmissionBatch.Answered answered
                && answered.answers().size() != batch.size()) {
            returned(
                    batch,
                    null,
                    new IllegalStateException("%d requests got %d answers"
                            .formatted(batch.size(), answered.answers().size())));
        } else if (said != null) {
            leftAloneUntil = null;
            observe(said);
            release();
            answer(batch, said);
        } else if (failure != null && RedisAway.causes(failure)) {
            leftAloneUntil = System.nanoTime() + pauseAfterFailure.toNanos();
            failGathered();
            release();
            answer(batch, REDIS_UNAVAILABLE);
        } else if (batch.size() > 1) {
            // Both halves are sent at once: one call above the limit, until they are answered.
            calls.incrementAndGet();
            int half = batch.size() / 2;
            send(batch.subList(0, half));
            send(batch.subList(half, batch.size()));
        } else {
            LOG.warn("Sale {} refuses one request that can't be processed: {}", saleId, String.valueOf(failure));
            release();
            answer(batch, REFUSED);
        }
    }

    private void observe(AdmissionBatch said) {
        try {
            observer.accept(said);
        } catch (RuntimeException failure) {
            LOG.error("Sale {}: what Redis answered could not be taken note of", saleId, failure);
        }
    }

    /** The next call is sent before the requests of this one are answered. */
    private void release() {
        calls.decrementAndGet();
        try {
            pump();
        } catch (RuntimeException stopped) {
            LOG.warn("Sale {}: the next call waits for the next request: {}", saleId, stopped.toString());
        }
    }

    private void answer(List<Waiting> batch, AdmissionBatch said) {
        switch (said) {
            case AdmissionBatch.EpochGone gone -> answer(batch, EPOCH_GONE);
            case AdmissionBatch.Answered answered -> {
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i)
                            .outcome()
                            .complete(new Outcome.Answered(answered.answers().get(i)));
                }
                unanswered.addAndGet(-batch.size());
                tellIfDrained();
            }
        }
    }

    private void answer(List<Waiting> batch, Outcome same) {
        batch.forEach(each -> each.outcome().complete(same));
        unanswered.addAndGet(-batch.size());
        tellIfDrained();
    }

    private void tellIfDrained() {
        if (closed && unanswered.get() == 0) {
            drained.countDown();
        }
    }

    /** They would only wait for the same failure. */
    private void failGathered() {
        for (var next = gathered.poll(); next != null; next = gathered.poll()) {
            gatheredCount.decrementAndGet();
            next.outcome().complete(REDIS_UNAVAILABLE);
            unanswered.decrementAndGet();
        }
    }

    private boolean isLeftAlone() {
        Long until = leftAloneUntil;
        return until != null && System.nanoTime() - until < 0;
    }
}
