package io.orderflow.messaging.combine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderflow.messaging.combine.Reply.Answered;
import io.orderflow.messaging.combine.Reply.Failed;
import io.orderflow.messaging.combine.Reply.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinerTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    /** Returns ten times each member; the first call does not end before the gate opens. */
    private List<Integer> tenfold(List<Integer> group) {
        groups.add(group);
        if (groups.size() == 1) {
            gate.join();
        }
        return group.stream().map(member -> member * 10).toList();
    }

    private Combiner<Integer, Integer> combiner(int capacity, int callsAtOnce, int members, long weight) {
        return new Combiner<>(
                "test", new Limits(capacity, callsAtOnce, members, weight), member -> member, this::tenfold);
    }

    private static Future<Reply<Integer>> submit(Combiner<Integer, Integer> combiner, int member) {
        var task = new FutureTask<>(() -> combiner.submit(member, PATIENT));
        var thread = Thread.ofVirtual().start(task);
        // It waits, so it is in the queue or in a call, or it is through.
        await().pollInterval(Duration.ofMillis(1)).until(() -> switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        });
        return task;
    }

    private static Reply<Integer> said(Future<Reply<Integer>> submitted) throws Exception {
        return submitted.get(20, SECONDS);
    }

    private void awaitFirstCall() {
        await().until(() -> groups.size() == 1);
    }

    @Test
    void one_that_is_alone_goes_at_once_and_what_comes_meanwhile_goes_together() throws Exception {
        var combiner = combiner(100, 1, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        var others = IntStream.rangeClosed(2, 5)
                .mapToObj(member -> submit(combiner, member))
                .toList();
        assertThat(groups).containsExactly(List.of(1));

        gate.complete(null);
        assertThat(said(first)).isEqualTo(new Answered<>(10));
        for (int i = 0; i < others.size(); i++) {
            assertThat(said(others.get(i))).isEqualTo(new Answered<>((i + 2) * 10));
        }
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4, 5));
    }

    @Test
    void a_second_call_does_not_wait_for_the_first() throws Exception {
        var combiner = combiner(100, 2, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        assertThat(said(submit(combiner, 2))).isEqualTo(new Answered<>(20));
        assertThat(first.isDone()).isFalse();
        gate.complete(null);
        assertThat(said(first)).isEqualTo(new Answered<>(10));
    }

    @ParameterizedTest
    @CsvSource({"2, 1000", "100, 7"})
    void a_group_is_bounded_by_members_and_by_weight(int members, long weight) throws Exception {
        var combiner = combiner(100, 1, members, weight);
        var submitted = new ArrayList<>(List.of(submit(combiner, 1)));
        awaitFirstCall();
        for (int member : List.of(3, 4, 5, 6, 9)) {
            submitted.add(submit(combiner, member));
        }
        gate.complete(null);
        for (var each : submitted) {
            assertThat(said(each)).isInstanceOf(Answered.class);
        }
        assertThat(groups).containsExactly(List.of(1), List.of(3, 4), List.of(5, 6), List.of(9));
    }

    @Test
    void what_finds_no_room_is_refused_at_once() throws Exception {
        var combiner = combiner(2, 1, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        var second = submit(combiner, 2);
        assertThat(combiner.submit(3, PATIENT)).isEqualTo(new Refused<>());
        gate.complete(null);
        said(first);
        said(second);
        await().untilAsserted(() -> assertThat(combiner.submit(4, PATIENT)).isEqualTo(new Answered<>(40)));
        assertThat(groups).doesNotContain(List.of(3));
    }

    @Test
    void what_has_waited_long_enough_is_refused_and_in_no_call() throws Exception {
        var combiner = combiner(100, 1, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        assertThat(combiner.submit(2, Duration.ofMillis(1))).isEqualTo(new Refused<>());
        var third = submit(combiner, 3);
        gate.complete(null);
        assertThat(said(third)).isEqualTo(new Answered<>(30));
        said(first);
        assertThat(groups.getLast()).containsExactly(3);
        assertThat(combiner.close(PATIENT)).isTrue();
    }

    @Test
    void nothing_but_the_answer_ends_the_waiting_of_one_whose_call_is_under_way() throws Exception {
        var combiner = combiner(100, 1, 100, 1_000);
        var task = new FutureTask<>(() -> combiner.submit(1, Duration.ofMillis(500)));
        var thread = Thread.ofVirtual().start(task);
        awaitFirstCall();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        gate.complete(null);
        assertThat(said(task)).isEqualTo(new Answered<>(10));
    }

    @Test
    void each_of_a_call_that_throws_is_told_and_the_next_call_is_made() throws Exception {
        var fails = new AtomicInteger(3);
        for (Throwable failure : List.of(
                new IllegalStateException("broken"), new Exception("checked"), new AssertionError("an error"))) {
            var combiner = new Combiner<Integer, Integer>("test", new Limits(10, 1, 10, 10), any -> 1, group -> {
                if (fails.getAndDecrement() > 0) {
                    sneak(failure);
                }
                return group;
            });
            fails.set(1);
            assertThat(combiner.submit(1, PATIENT)).isEqualTo(new Failed<>(failure));
            assertThat(combiner.submit(2, PATIENT)).isEqualTo(new Answered<>(2));
        }
    }

    @Test
    void a_call_that_forgets_a_member_has_failed() throws Exception {
        var combiner = new Combiner<Integer, Integer>(
                "test", new Limits(10, 1, 10, 10), any -> 1, group -> List.<Integer>of());
        assertThat(combiner.submit(1, PATIENT))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(((Failed<?>) failed).cause()).hasMessageContaining("1 members"));
    }

    @Test
    void what_was_taken_is_answered_when_it_closes_and_nothing_is_taken_afterwards() throws Exception {
        var combiner = combiner(100, 1, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        var full = IntStream.rangeClosed(2, 60)
                .mapToObj(member -> submit(combiner, member))
                .toList();
        assertThat(combiner.close(Duration.ofMillis(1))).isFalse();
        assertThat(combiner.submit(99, PATIENT)).isEqualTo(new Refused<>());

        gate.complete(null);
        assertThat(combiner.close(PATIENT)).isTrue();
        assertThat(said(first)).isEqualTo(new Answered<>(10));
        for (var each : full) {
            assertThat(said(each)).isInstanceOf(Answered.class);
        }
    }

    @Test
    void it_closes_at_once_when_nothing_was_taken() throws Exception {
        assertThat(combiner(1, 1, 1, 1).close(Duration.ofMillis(1))).isTrue();
    }

    @Test
    void one_that_is_interrupted_while_it_waits_is_in_no_call() throws Exception {
        var combiner = combiner(100, 1, 100, 1_000);
        var first = submit(combiner, 1);
        awaitFirstCall();
        var task = new FutureTask<>(() -> combiner.submit(2, PATIENT));
        var thread = Thread.ofVirtual().start(task);
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        thread.interrupt();
        assertThatThrownBy(() -> task.get(20, SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        gate.complete(null);
        said(first);
        assertThat(combiner.close(PATIENT)).isTrue();
        assertThat(groups).containsExactly(List.of(1));
    }

    /** Random sizes, bounds, failures and patience; whatever happens, the books are even. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 2"})
    void every_member_is_in_one_call_or_refused_and_no_bound_is_broken(long seed, int callsAtOnce) throws Exception {
        var called = new ConcurrentHashMap<Integer, Integer>();
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var limits = new Limits(200, callsAtOnce, 16, 40);
        var combiner = new Combiner<Integer, Integer>("test", limits, member -> member % 7, group -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            try {
                assertThat(group).hasSizeBetween(1, 16);
                assertThat(group.stream()
                                .limit(group.size() - 1L)
                                .mapToInt(member -> member % 7)
                                .sum())
                        .isLessThan(40);
                group.forEach(member -> called.merge(member, 1, Integer::sum));
                Thread.yield();
                if (group.stream().anyMatch(member -> member % 50 == 0)) {
                    throw new IllegalStateException("one of fifty");
                }
                return group.stream().map(member -> -member).toList();
            } finally {
                underWay.decrementAndGet();
            }
        });
        var random = new Random(seed);
        var replies = new ConcurrentHashMap<Integer, Reply<Integer>>();
        var threads = new ArrayList<Thread>();
        for (int client = 0; client < 100; client++) {
            int begin = client * 100 + 1;
            var patience = random.nextInt(4) == 0 ? Duration.ofNanos(1 + random.nextInt(200_000)) : PATIENT;
            threads.add(Thread.ofVirtual().start(() -> {
                for (int member = begin; member < begin + 100; member++) {
                    try {
                        replies.put(member, combiner.submit(member, patience));
                    } catch (InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            }));
        }
        for (var thread : threads) {
            assertThat(thread.join(PATIENT)).isTrue();
        }
        assertThat(combiner.close(PATIENT)).isTrue();

        assertThat(replies).hasSize(10_000);
        replies.forEach((member, reply) -> {
            switch (reply) {
                case Answered<Integer>(var value) -> assertThat(value).isEqualTo(-member);
                case Failed<Integer>(var cause) -> assertThat(cause).hasMessage("one of fifty");
                case Refused<Integer> refused -> assertThat(called).doesNotContainKey(member);
            }
            if (!(reply instanceof Refused)) {
                assertThat(called).containsEntry(member, 1);
            }
        });
        assertThat(most.get()).isBetween(1, callsAtOnce);
        assertThat(called.size()).isGreaterThan(1_000);
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Limits(1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("calls at once 0");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
