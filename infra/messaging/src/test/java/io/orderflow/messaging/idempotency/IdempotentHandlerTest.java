package io.orderflow.messaging.idempotency;

import static io.orderflow.messaging.consume.Handled.Outcome.ALREADY_CLAIMED;
import static io.orderflow.messaging.consume.Handled.Outcome.ALREADY_STORED;
import static io.orderflow.messaging.consume.Handled.Outcome.APPLIED;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.Attempt.Answered;
import io.orderflow.messaging.consume.Attempt.Failed;
import io.orderflow.messaging.consume.BatchHandler;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A whole batch through the gate. */
class IdempotentHandlerTest {

    private static final Duration LEASE = ofMinutes(1);

    private final InMemoryProcessedEvents store = new InMemoryProcessedEvents();
    private final List<String> calls = new ArrayList<>();
    private final List<List<String>> handled = new ArrayList<>();
    private BatchHandler effect = deliveries ->
            deliveries.stream().map(delivery -> (Attempt) new Answered(APPLIED)).toList();

    @Test
    void a_batch_is_claimed_in_one_call_and_done_in_one_call() {
        assertThat(handle("a", "b", "c")).containsOnly(new Answered(APPLIED));
        assertThat(handled).containsExactly(List.of("a", "b", "c"));
        assertThat(calls).containsExactly("claim 3", "done 3");
    }

    @Test
    void each_delivery_has_its_own_answer() {
        store.done(consumer(), "done", LEASE);
        store.claim(consumer(), "held", LEASE);

        assertThat(handle("free", "done", "held", "free-2"))
                .satisfiesExactly(
                        free -> assertThat(free).isEqualTo(new Answered(APPLIED)),
                        done -> assertThat(done).isEqualTo(new Answered(ALREADY_CLAIMED)),
                        held -> assertThat(held)
                                .isInstanceOfSatisfying(
                                        Answered.class,
                                        answer -> assertThat(answer.handled()).isInstanceOf(Handled.Later.class)),
                        free -> assertThat(free).isEqualTo(new Answered(APPLIED)));
        assertThat(handled).containsExactly(List.of("free", "free-2"));
    }

    @Test
    void an_event_that_comes_twice_in_a_batch_counts_once() {
        assertThat(handle("a", "b", "a"))
                .containsExactly(new Answered(APPLIED), new Answered(APPLIED), new Answered(ALREADY_CLAIMED));
        assertThat(handled).containsExactly(List.of("a", "b"));
    }

    @Test
    void the_repeat_of_one_that_failed_comes_again_and_is_no_failure() {
        var broken = new IllegalStateException("broken");
        effect = deliveries -> List.of(new Failed(broken));

        assertThat(handle("a", "a"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Failed(broken)),
                        repeat -> assertThat(repeat)
                                .isInstanceOfSatisfying(
                                        Answered.class,
                                        answer -> assertThat(answer.handled()).isInstanceOf(Handled.Later.class)));
    }

    @Test
    void those_that_failed_or_wait_are_released_and_the_others_are_remembered() {
        effect = deliveries -> List.of(
                new Answered(APPLIED),
                new Failed(new IllegalStateException("broken")),
                new Answered(ALREADY_STORED),
                new Answered(new Handled.Later(LEASE)));

        handle("applied", "failed", "stored", "later");

        assertThat(calls).containsExactly("claim 4", "done 2", "release 2");
        assertThat(store.claim(consumer(), List.of("applied", "failed", "stored", "later"), LEASE))
                .satisfiesExactly(
                        applied -> assertThat(applied).isEqualTo(new Claim.AlreadyDone()),
                        failed -> assertThat(failed).isInstanceOf(Claim.Granted.class),
                        stored -> assertThat(stored).isEqualTo(new Claim.AlreadyDone()),
                        later -> assertThat(later).isInstanceOf(Claim.Granted.class));
    }

    @Test
    void a_step_that_breaks_down_releases_all() {
        effect = deliveries -> {
            throw new StackOverflowError();
        };

        assertThatThrownBy(() -> handle("a", "b")).isInstanceOf(StackOverflowError.class);
        assertThat(store.claim(consumer(), List.of("a", "b"), LEASE)).allMatch(Claim.Granted.class::isInstance);
    }

    @Test
    void a_message_without_a_key_is_poison_and_its_neighbours_are_not() {
        assertThat(handle("a", "", " "))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Answered(APPLIED)),
                        empty -> assertPoison(empty),
                        blank -> assertPoison(blank));
    }

    @Test
    void while_the_gate_is_away_everything_goes_through_once() {
        var away = new ProcessedEvents() {
            @Override
            public List<Claim> claim(String consumer, List<String> keys, Duration lease) {
                throw new IllegalStateException("away");
            }

            @Override
            public void done(String consumer, List<String> keys, Duration memory) {
                throw new IllegalStateException("away");
            }

            @Override
            public void release(List<Claim.Granted> claims) {
                throw new AssertionError("there is nothing to release");
            }
        };

        assertThat(new IdempotentHandler(away, LEASE, LEASE, recorded()).handle(deliveries("a", "b", "a")))
                .containsExactly(new Answered(APPLIED), new Answered(APPLIED), new Answered(ALREADY_CLAIMED));
        assertThat(handled).containsExactly(List.of("a", "b"));
    }

    @Test
    void what_is_applied_though_the_answer_to_its_claim_was_lost_is_done_at_once() {
        var lost = new ProcessedEvents() {
            @Override
            public List<Claim> claim(String consumer, List<String> keys, Duration lease) {
                store.claim(consumer, keys, lease);
                throw new IllegalStateException("granted, but the answer came too late");
            }

            @Override
            public void done(String consumer, List<String> keys, Duration memory) {
                store.done(consumer, keys, memory);
            }

            @Override
            public void release(List<Claim.Granted> claims) {
                store.release(claims);
            }
        };

        new IdempotentHandler(lost, LEASE, LEASE, recorded()).handle(deliveries("a", "b"));

        assertThat(store.claim(consumer(), List.of("a", "b"), LEASE)).containsOnly(new Claim.AlreadyDone());
    }

    private static void assertPoison(Attempt attempt) {
        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(PoisonMessageException.class));
    }

    private List<Attempt> handle(String... keys) {
        return new IdempotentHandler(counted(), LEASE, LEASE, recorded()).handle(deliveries(keys));
    }

    private BatchHandler recorded() {
        return deliveries -> {
            handled.add(deliveries.stream().map(Delivery::key).toList());
            return effect.handle(deliveries);
        };
    }

    private ProcessedEvents counted() {
        return new ProcessedEvents() {
            @Override
            public List<Claim> claim(String consumer, List<String> keys, Duration lease) {
                calls.add("claim " + keys.size());
                return store.claim(consumer, keys, lease);
            }

            @Override
            public void done(String consumer, List<String> keys, Duration memory) {
                calls.add("done " + keys.size());
                store.done(consumer, keys, memory);
            }

            @Override
            public void release(List<Claim.Granted> claims) {
                calls.add("release " + claims.size());
                store.release(claims);
            }
        };
    }

    private static List<Delivery> deliveries(String... keys) {
        return Stream.of(keys).map(IdempotentHandlerTest::delivery).toList();
    }

    private static Delivery delivery(String key) {
        return new Delivery("readers", "letters", "posted", key, "m-" + key, 1, Map.of(), new byte[0], Instant.EPOCH);
    }

    private static String consumer() {
        return delivery("any").consumer();
    }
}
