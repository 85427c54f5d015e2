package io.orderflow.micronaut.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderflow.micronaut.rocketmq.observe.MessageObserver;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import io.orderflow.micronaut.rocketmq.observe.MessageStep.Sent;
import io.orderflow.micronaut.rocketmq.observe.ObservedMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserversTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ObservedMessage MESSAGE = new ObservedMessage("notes", "", "a", null, null, null, null);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<MessageStep> seen = new ArrayList<>();

    @Test
    void an_observer_that_throws_harms_nobody_and_is_counted() {
        var observers = observers(
                step -> {
                    throw new IllegalStateException("out of paper");
                },
                seen::add);

        observers.tell(1_000, at -> new Sent(MESSAGE, at, 1_000, null));
        observers.tell(1_000, at -> new Sent(MESSAGE, at, 1_000, null));

        assertThat(seen).hasSize(2);
        assertThat(registry.get("rocketmq.observer.failures").counter().count()).isEqualTo(2);
    }

    @Test
    void a_step_says_when_it_began() {
        observers(seen::add).tell(1_000, at -> new Sent(MESSAGE, at, 1_000, null));

        assertThat(seen).containsExactly(new Sent(MESSAGE, NOW.minusNanos(1_000), 1_000, null));
    }

    @Test
    void without_observers_no_step_is_made() {
        observers().tell(1_000, at -> {
            throw new AssertionError("made for nobody");
        });
    }

    private Observers observers(MessageObserver... observers) {
        return new Observers(List.of(observers), new MicrometerMetrics(registry), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
