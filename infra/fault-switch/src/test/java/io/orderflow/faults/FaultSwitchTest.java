package io.orderflow.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FaultSwitchTest {

    private static final Delivery DELIVERY =
            new Delivery("group", "topic", "", "key", "id", 1, Map.of(), new byte[0], Instant.EPOCH);
    private static final DeliveryHandler EFFECT = delivery -> Handled.Outcome.APPLIED;

    private final FaultSwitch faults = new FaultSwitch();

    @Test
    void switched_off_it_lets_everything_through() throws Exception {
        assertThat(faults.intercept(DELIVERY, EFFECT)).isEqualTo(Handled.Outcome.APPLIED);
    }

    @Test
    void failing_always_it_fails_until_switched_off() throws Exception {
        faults.set(new Fault.FailAlways());
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> faults.intercept(DELIVERY, EFFECT)).isInstanceOf(SimulatedFaultException.class);
        }
        faults.set(new Fault.Off());
        assertThat(faults.intercept(DELIVERY, EFFECT)).isEqualTo(Handled.Outcome.APPLIED);
    }

    @Test
    void failing_50_times_it_fails_exactly_50_of_1000_parallel_deliveries_and_is_off_then() throws Exception {
        faults.set(new Fault.FailNext(50));
        var failed = new AtomicInteger();
        Callable<Object> delivery = () -> {
            try {
                return faults.intercept(DELIVERY, EFFECT);
            } catch (SimulatedFaultException fault) {
                return failed.incrementAndGet();
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 1_000).mapToObj(i -> delivery).collect(Collectors.toList()));
        }

        assertThat(failed).hasValue(50);
        assertThat(faults.get()).isEqualTo(new Fault.Off());
    }

    @Test
    void slow_it_holds_a_delivery_up_and_then_lets_it_through() throws Exception {
        faults.set(new Fault.Slow(Duration.ofMillis(20)));
        long start = System.nanoTime();

        assertThat(faults.intercept(DELIVERY, EFFECT)).isEqualTo(Handled.Outcome.APPLIED);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void slow_it_holds_up_those_of_a_batch_together() throws Exception {
        faults.set(new Fault.Slow(Duration.ofMillis(400)));
        long start = System.nanoTime();

        // As the library nests them: the next one's interceptors run inside the first one's.
        faults.intercept(DELIVERY, first -> faults.intercept(first, second -> faults.intercept(second, EFFECT)));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(400), Duration.ofMillis(790));
    }

    @Test
    void switching_off_releases_a_delivery_that_is_held_up() throws Exception {
        faults.set(new Fault.Slow(Duration.ofHours(1)));
        var handled = new AtomicInteger();
        Thread held = Thread.ofVirtual().start(() -> {
            try {
                faults.intercept(DELIVERY, EFFECT);
                handled.incrementAndGet();
            } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
            }
        });
        Awaitility.await().until(() -> held.getState() == Thread.State.TIMED_WAITING);

        faults.set(new Fault.Off());

        assertThat(held.join(Duration.ofSeconds(10))).isTrue();
        assertThat(handled).hasValue(1);
    }
}
