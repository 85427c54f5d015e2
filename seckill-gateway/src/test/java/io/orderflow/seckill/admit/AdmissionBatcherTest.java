package io.orderflow.seckill.admit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.admit.AdmissionBatcher.Outcome;
import io.orderflow.seckill.admit.AdmissionBatcher.PurchaseAttempt;
import io.orderflow.seckill.redis.Admission;
import io.orderflow.seckill.redis.AdmissionBatch;
import io.orderflow.seckill.redis.AdmissionRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;

class AdmissionBatcherTest {

    private static final long SALE = 7;
    private static final int EPOCH = 3;
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Queue<UnderWay> calls = new ConcurrentLinkedQueue<>();

    private record UnderWay(List<AdmissionRequest> requests, CompletableFuture<AdmissionBatch> answer) {

        List<String> customers() {
            return requests.stream().map(AdmissionRequest::customerId).toList();
        }

        void admitAll() {
            answer.complete(answered(requests));
        }
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void who_comes_alone_does_not_wait() {
        var batcher = batcher(settings(true, 128, 1, NEVER, 100));
        var outcome = batcher.admit(attempt("ada"));
        assertThat(calls).hasSize(1);
        calls.remove().admitAll();
        assertThat(outcome).isCompletedWithValueMatching(said -> said instanceof Outcome.Answered);
    }

    @Test
    void who_comes_right_after_a_call_shares_the_next_one_in_the_order_of_arrival() {
        var batcher = batcher(settings(true, 128, 4, SHORT, 100));
        batcher.admit(attempt("ada"));
        batcher.admit(attempt("bob"));
        batcher.admit(attempt("cleo"));
        assertThat(calls).hasSize(1);
        calls.remove().admitAll();
        assertThat(calls)
                .as("a call that returns early does not make the next one small")
                .isEmpty();
        await().until(() -> calls.size() == 1);
        assertThat(calls.remove().customers()).containsExactly("bob", "cleo");
    }

    @Test
    void who_comes_later_than_the_patience_after_the_last_call_does_not_wait() {
        var batcher = batcher(settings(true, 128, 4, SHORT, 100));
        batcher.admit(attempt("ada"));
        long called = System.nanoTime();
        await().until(() -> System.nanoTime() - called > SHORT.toNanos());
        batcher.admit(attempt("bob"));
        assertThat(calls.stream().map(UnderWay::customers)).containsExactly(List.of("ada"), List.of("bob"));
    }

    @Test
    void a_full_call_goes_at_once_and_no_call_is_fuller_than_allowed() {
        var batcher = batcher(settings(true, 2, 3, NEVER, 100));
        IntStream.range(0, 6).forEach(i -> batcher.admit(attempt("c" + i)));
        assertThat(calls.stream().map(UnderWay::customers))
                .containsExactly(List.of("c0"), List.of("c1", "c2"), List.of("c3", "c4"));
        assertThat(batcher.admit(attempt("c6")))
                .as("with c5 they would fill a fourth")
                .isNotDone();
        calls.remove().admitAll();
        assertThat(calls.stream().map(UnderWay::customers))
                .containsExactly(List.of("c1", "c2"), List.of("c3", "c4"), List.of("c5", "c6"));
    }

    @Test
    void nobody_waits_longer_than_the_patience_behind_a_slow_call() {
        var batcher = batcher(settings(true, 128, 2, SHORT, 100));
        batcher.admit(attempt("ada"));
        batcher.admit(attempt("bob"));
        await().atMost(Duration.ofSeconds(5)).until(() -> calls.size() == 2);
    }

    @Test
    void only_so_many_calls_are_under_way_at_once() {
        var batcher = batcher(settings(true, 1, 2, Duration.ZERO, 100));
        IntStream.range(0, 5).forEach(i -> batcher.admit(attempt("c" + i)));
        assertThat(calls).hasSize(2);
    }

    @Test
    void uncombined_everybody_has_a_call_of_their_own() {
        var batcher = batcher(settings(false, 128, 1, NEVER, 100));
        IntStream.range(0, 5).forEach(i -> batcher.admit(attempt("c" + i)));
        assertThat(calls).hasSize(5).allMatch(call -> call.requests().size() == 1);
    }

    @Test
    void what_does_not_fit_is_refused_at_once() {
        var batcher = batcher(settings(true, 10, 1, SHORT, 2));
        batcher.admit(attempt("under way"));
        batcher.admit(attempt("one"));
        batcher.admit(attempt("two"));
        assertThat(batcher.admit(attempt("three"))).isCompletedWithValue(new Outcome.BacklogFull());
        calls.remove().admitAll();
        await().until(() -> !calls.isEmpty());
        assertThat(calls.remove().customers()).containsExactly("one", "two");
    }

    @Test
    void a_call_that_fails_fails_its_own_requests_and_then_redis_is_left_alone_for_a_while() {
        var batcher = batcher(settings(true, 1, 2, NEVER, 100));
        var failing = batcher.admit(attempt("ada"));
        var other = batcher.admit(attempt("bob"));
        var failed = calls.remove();
        failed.answer().completeExceptionally(new RedisTimeoutException("away"));
        assertThat(failing).isCompletedWithValue(new Outcome.RedisUnavailable());
        assertThat(other).isNotDone();
        assertThat(batcher.admit(attempt("cleo"))).isCompletedWithValue(new Outcome.RedisUnavailable());
        calls.remove().admitAll();
        assertThat(other).isCompletedWithValueMatching(said -> said instanceof Outcome.Answered);
    }

    @Test
    void a_call_that_throws_is_a_call_that_failed() {
        var batcher = new AdmissionBatcher(
                SALE,
                EPOCH,
                (now, requests) -> {
                    throw new RedisConnectionException("no connection");
                },
                batch -> {},
                timer,
                Clock.systemUTC(),
                settings(true, 128, 1, NEVER, 100));
        assertThat(batcher.admit(attempt("ada"))).isCompletedWithValue(new Outcome.RedisUnavailable());
    }

    @Test
    void a_request_that_can_not_be_written_or_is_not_taken_is_refused_alone_and_redis_is_asked_on() {
        for (var failure : List.of(
                new UncheckedIOException(new IOException("half of a surrogate pair")),
                new RedisException("ERR Error running script: attempt to perform arithmetic on a nil value"))) {
            var batcher = batcher(
                    (now, requests) -> {
                        if (requests.stream()
                                .anyMatch(request -> request.customerId().equals("odd"))) {
                            throw failure;
                        }
                        return CompletableFuture.completedFuture(answered(requests));
                    },
                    batch -> {},
                    settings(true, 128, 1, SHORT, 100));
            batcher.admit(attempt("first"));
            var outcomes = Stream.of("ada", "bob", "odd", "cleo", "dan")
                    .map(name -> batcher.admit(attempt(name)))
                    .toList();
            await().until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
            assertThat(outcomes.get(2)).isCompletedWithValue(new Outcome.Refused());
            for (int innocent : List.of(0, 1, 3, 4)) {
                assertThat(outcomes.get(innocent))
                        .isCompletedWithValueMatching(said -> said instanceof Outcome.Answered);
            }
            var later = batcher.admit(attempt("eve"));
            await().until(later::isDone);
            assertThat(later).isCompletedWithValueMatching(said -> said instanceof Outcome.Answered);
        }
    }

    @Test
    void an_answer_that_nobody_can_take_note_of_is_still_given_and_the_next_call_goes() {
        var batcher = batcher(
                (now, requests) -> CompletableFuture.completedFuture(answered(requests)),
                batch -> {
                    throw new IllegalStateException("the cache is gone");
                },
                settings(true, 1, 1, NEVER, 100));
        for (int i = 0; i < 3; i++) {
            assertThat(batcher.admit(attempt("ada")))
                    .isCompletedWithValueMatching(said -> said instanceof Outcome.Answered);
        }
    }

    @Test
    void fewer_answers_than_requests_leave_nobody_waiting() {
        var batcher = batcher(
                (now, requests) -> CompletableFuture.completedFuture(answered(List.of())),
                batch -> {},
                settings(true, 128, 1, NEVER, 100));
        assertThat(batcher.admit(attempt("ada"))).isCompletedWithValue(new Outcome.Refused());
    }

    @Test
    void an_epoch_that_is_gone_is_told_to_everybody_in_the_call() {
        var batcher = batcher(settings(true, 128, 1, NEVER, 100));
        var outcome = batcher.admit(attempt("ada"));
        calls.remove().answer().complete(new AdmissionBatch.EpochGone());
        assertThat(outcome).isCompletedWithValue(new Outcome.EpochGone());
    }

    @Test
    void tickets_carry_sale_and_epoch() {
        batcher(settings(true, 128, 1, NEVER, 100)).admit(attempt("ada"));
        var ticket =
                TicketId.parse(calls.remove().requests().getFirst().ticket()).orElseThrow();
        assertThat(ticket.saleId()).isEqualTo(SALE);
        assertThat(ticket.epoch()).isEqualTo(EPOCH);
    }

    @Test
    void closing_answers_everybody_who_was_taken_and_takes_nobody_else() throws Exception {
        var batcher = batcher(settings(true, 128, 1, NEVER, 100));
        var first = batcher.admit(attempt("ada"));
        var gathered = batcher.admit(attempt("bob"));
        var closing = CompletableFuture.supplyAsync(() -> {
            try {
                return batcher.close(Duration.ofSeconds(20));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        await().until(() -> batcher.admit(attempt("late")).isDone());
        calls.remove().admitAll();
        await().until(() -> !calls.isEmpty());
        calls.remove().admitAll();
        assertThat(closing.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(first).isDone();
        assertThat(gathered).isDone();
    }

    @Test
    void nothing_is_lost_and_nothing_doubled_when_many_threads_come_and_answers_overtake_each_other()
            throws ExecutionException, InterruptedException {
        var asked = new AtomicInteger();
        try (var redis = Executors.newFixedThreadPool(3);
                var customers = Executors.newFixedThreadPool(8)) {
            var batcher = new AdmissionBatcher(
                    SALE,
                    EPOCH,
                    (now, requests) -> slowly(redis, requests, asked),
                    batch -> {},
                    timer,
                    Clock.systemUTC(),
                    settings(true, 16, 4, Duration.ofMillis(1), 1_000_000));
            var outcomes = new ConcurrentLinkedQueue<CompletableFuture<Outcome>>();
            var done = new ArrayList<CompletableFuture<?>>();
            for (int thread = 0; thread < 8; thread++) {
                String name = "customer-" + thread + "-";
                done.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, 5_000).forEach(i -> outcomes.add(batcher.admit(attempt(name + i)))),
                        customers));
            }
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get();
            await().atMost(Duration.ofSeconds(20)).until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
            assertThat(outcomes).hasSize(40_000).allMatch(outcome -> outcome.join() instanceof Outcome.Answered);
            assertThat(asked).hasValue(40_000);
        }
    }

    private static CompletionStage<AdmissionBatch> slowly(
            java.util.concurrent.Executor redis, List<AdmissionRequest> requests, AtomicInteger asked) {
        return CompletableFuture.supplyAsync(
                () -> {
                    asked.addAndGet(requests.size());
                    return answered(requests);
                },
                redis);
    }

    private AdmissionBatcher batcher(AdmissionSettings settings) {
        return batcher(
                (Instant now, List<AdmissionRequest> requests) -> {
                    var call = new UnderWay(requests, new CompletableFuture<>());
                    calls.add(call);
                    return call.answer();
                },
                batch -> {},
                settings);
    }

    private AdmissionBatcher batcher(
            AdmissionBatcher.Call call, Consumer<AdmissionBatch> observer, AdmissionSettings settings) {
        return new AdmissionBatcher(SALE, EPOCH, call, observer, timer, Clock.systemUTC(), settings);
    }

    private static AdmissionBatch answered(List<AdmissionRequest> requests) {
        return new AdmissionBatch.Answered(
                requests.stream()
                        .<Admission>map(request -> new Admission.Admitted(request.ticket(), 1))
                        .toList(),
                1,
                1,
                0);
    }

    private static PurchaseAttempt attempt(String customer) {
        return new PurchaseAttempt(customer, "key", 1, "");
    }

    private static AdmissionSettings settings(
            boolean combine, int callSize, int calls, Duration patience, int backlog) {
        return new AdmissionSettings(
                combine,
                callSize,
                calls,
                patience,
                backlog,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                new AdmissionSettings.Limits(0, 0, 0, 1),
                new AdmissionSettings.Tokens(Duration.ofMinutes(10), Duration.ofMinutes(2)));
    }
}
