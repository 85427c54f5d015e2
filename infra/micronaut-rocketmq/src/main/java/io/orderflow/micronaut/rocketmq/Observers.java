package io.orderflow.micronaut.rocketmq;

import io.orderflow.micronaut.rocketmq.observe.MessageObserver;
import io.orderflow.micronaut.rocketmq.observe.MessageStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's observers. None of them can make the observed step fail. */
@Singleton
final class Observers {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    private final MessageObserver[] observers;
    private final RocketMQMetrics metrics;
    private final Clock clock;
    private final AtomicBoolean complained = new AtomicBoolean();

    Observers(List<MessageObserver> observers, RocketMQMetrics metrics, @Nullable Clock clock) {
        this.observers = observers.toArray(MessageObserver[]::new);
        this.metrics = metrics;
        this.clock = clock == null ? Clock.systemUTC() : clock;
    }

    boolean none() {
        return observers.length == 0;
    }

    /** @param step made from when it began; only if there is an observer */
    void tell(long nanos, Function<Instant, MessageStep> step) {
        if (observers.length == 0) {
            return;
        }
        try {
            var made = step.apply(clock.instant().minusNanos(nanos));
            for (MessageObserver observer : observers) {
                tell(observer, made);
            }
        } catch (RuntimeException failure) {
            complain("A step could not be told", failure);
        }
    }

    private void tell(MessageObserver observer, MessageStep step) {
        try {
            observer.observed(step);
        } catch (RuntimeException failure) {
            complain(observer.getClass().getName() + " failed", failure);
        }
    }

    private void complain(String what, RuntimeException failure) {
        metrics.observerFailed();
        if (!complained.getAndSet(true)) {
            LOG.warn("{}; messages go on, further failures are only counted", what, failure);
        }
    }
}
