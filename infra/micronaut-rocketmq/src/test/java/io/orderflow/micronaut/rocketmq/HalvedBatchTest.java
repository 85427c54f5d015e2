package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.Attempt.Answered;
import io.orderflow.messaging.consume.Attempt.Failed;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryInterceptor;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.Handled.Outcome;
import io.orderflow.messaging.consume.PoisonMessageException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch on its way to the method, and the answers of each of its messages on their way back. */
class HalvedBatchTest {

    private final List<List<String>> calls = new ArrayList<>();
    private final List<String> applied = new ArrayList<>();
    private Set<String> bad = Set.of();
    private Exception failure = new IllegalStateException("bad news");

    @Test
    void a_batch_is_one_call() {
        assertThat(handle("a", "b", "c")).containsOnly(new Answered(Outcome.APPLIED));
        assertThat(calls).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void the_bad_one_is_alone_after_some_halvings_and_fails_alone() {
        bad = Set.of("77");
        var keys = IntStream.range(0, 128).mapToObj(Integer::toString).toList();

        var attempts = handle(keys.toArray(String[]::new));

        assertThat(attempts).hasSize(128).filteredOn(Failed.class::isInstance).hasSize(1);
        assertThat(attempts.get(77)).isEqualTo(new Failed(failure));
        assertThat(applied)
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().filter(key -> !key.equals("77")).toList());
        assertThat(calls).as("2 log2 128, and the first").hasSize(15);
    }

    @Test
    void what_is_about_none_of_them_is_asked_for_once() {
        bad = Set.of("b");
        failure = new IllegalStateException(new SQLTransientConnectionException("no connection within 3000 ms"));

        assertThat(handle("a", "b", "c", "d")).containsOnly(new Failed(failure));
        assertThat(calls).hasSize(1);
    }

    @Test
    void a_thread_that_is_interrupted_does_not_try_the_halves() {
        bad = Set.of("b");
        failure = new InterruptedException();

        assertThat(handle("a", "b", "c", "d")).containsOnly(new Failed(failure));
        assertThat(calls).hasSize(1);
    }

    @Test
    void one_that_can_not_be_read_is_known_before_anything_is_called() {
        assertThat(handle("a", "unreadable", "c"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(new Answered(Outcome.APPLIED)),
                        unreadable -> assertThat(unreadable).isInstanceOf(Failed.class),
                        last -> assertThat(last).isEqualTo(new Answered(Outcome.APPLIED)));
        assertThat(calls).containsExactly(List.of("a", "c"));
    }

    @Test
    void interceptors_see_each_message_with_its_own_answer() {
        bad = Set.of("b");
        var seen = new ArrayList<String>();
        DeliveryInterceptor watching = (delivery, next) -> {
            try {
                var handled = next.handle(delivery);
                seen.add(delivery.key() + " " + handled);
                return handled;
            } catch (Exception thrown) {
                seen.add(delivery.key() + " " + thrown.getMessage());
                throw thrown;
            }
        };

        handle(List.of(watching), "a", "b", "c");

        assertThat(seen).containsExactlyInAnyOrder("a APPLIED", "b bad news", "c APPLIED");
    }

    @Test
    void what_an_interceptor_fails_or_keeps_back_is_left_out_and_the_others_go_on_together() {
        var broken = new IllegalStateException("switched off");
        DeliveryInterceptor choosing = (delivery, next) -> switch (delivery.key()) {
            case "fails" -> throw broken;
            case "waits" -> new Handled.Later(Duration.ZERO);
            default -> next.handle(delivery);
        };

        assertThat(handle(List.of(choosing), "a", "fails", "b", "waits", "c"))
                .containsExactly(
                        new Answered(Outcome.APPLIED),
                        new Failed(broken),
                        new Answered(Outcome.APPLIED),
                        new Answered(new Handled.Later(Duration.ZERO)),
                        new Answered(Outcome.APPLIED));
        assertThat(calls).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void an_interceptor_that_fails_afterwards_fails_its_own_message() {
        var broken = new IllegalStateException("too late");
        DeliveryInterceptor failing = (delivery, next) -> {
            var handled = next.handle(delivery);
            if (delivery.key().equals("b")) {
                throw broken;
            }
            return handled;
        };

        assertThat(handle(List.of(failing), "a", "b", "c"))
                .containsExactly(new Answered(Outcome.APPLIED), new Failed(broken), new Answered(Outcome.APPLIED));
    }

    @Test
    void an_interceptor_that_tries_again_does_so_for_its_own_message() {
        bad = Set.of("b");
        var tries = new AtomicInteger();
        DeliveryInterceptor twice = (delivery, next) -> {
            try {
                return next.handle(delivery);
            } catch (IllegalStateException again) {
                tries.incrementAndGet();
                bad = Set.of();
                return next.handle(delivery);
            }
        };

        assertThat(handle(List.of(twice), "a", "b", "c")).containsOnly(new Answered(Outcome.APPLIED));
        assertThat(tries).hasValue(1);
        assertThat(applied).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void all_interceptors_are_around_each_message_in_their_order() {
        var order = new ArrayList<String>();
        DeliveryInterceptor outer = (delivery, next) -> {
            order.add("outer " + delivery.key());
            return next.handle(delivery);
        };
        DeliveryInterceptor inner = (delivery, next) -> {
            order.add("inner " + delivery.key());
            return next.handle(delivery);
        };

        handle(List.of(outer, inner), "a", "b");

        assertThat(order).containsExactly("outer a", "inner a", "outer b", "inner b");
    }

    private List<Attempt> handle(String... keys) {
        return handle(List.of(), keys);
    }

    private List<Attempt> handle(List<DeliveryInterceptor> interceptors, String... keys) {
        return InterceptedBatch.of(interceptors, new HalvedBatch(new Keys()))
                .handle(Stream.of(keys).map(HalvedBatchTest::delivery).toList());
    }

    private static Delivery delivery(String key) {
        return new Delivery("g", "t", "", key, "m-" + key, 1, Map.of(), new byte[0], Instant.EPOCH);
    }

    /** All or nothing. */
    private final class Keys implements HalvedBatch.Method {

        @Override
        public @Nullable Object[] bind(Delivery delivery) {
            if (delivery.key().equals("unreadable")) {
                throw new PoisonMessageException("no json");
            }
            return new Object[] {delivery.key()};
        }

        @Override
        public List<Handled> call(List<@Nullable Object[]> bound) throws Exception {
            var keys = bound.stream().map(values -> (String) values[0]).toList();
            calls.add(keys);
            if (!Collections.disjoint(bad, keys)) {
                throw failure;
            }
            applied.addAll(keys);
            return Collections.nCopies(keys.size(), Outcome.APPLIED);
        }
    }
}
