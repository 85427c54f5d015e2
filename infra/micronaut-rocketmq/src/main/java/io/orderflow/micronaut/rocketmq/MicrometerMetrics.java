package io.orderflow.micronaut.rocketmq;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Requires;
import io.orderflow.messaging.publish.Verdict;
import io.orderflow.micronaut.rocketmq.observe.DeliveryOutcome;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Timers {@code rocketmq.publish} and {@code rocketmq.consume}, counters {@code rocketmq.check.back}, {@code
 * rocketmq.observer.failures} and {@code rocketmq.reasons.not.stored}, gauge {@code rocketmq.handlers.running}. Every meter exists from the start, so a dashboard shows zero instead of nothing.
 */
@Singleton
@Requires(classes = MeterRegistry.class, beans = MeterRegistry.class)
final class MicrometerMetrics implements RocketMQMetrics {

    private final MeterRegistry registry;
    private final Counter[] checkBacks;
    private final Counter observerFailures;
    private final Counter reasonsRefused;
    private final Counter reasonsNotStoredNow;

    MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.checkBacks = Arrays.stream(Verdict.values())
                .map(answer -> registry.counter("rocketmq.check.back", "answer", tagValue(answer)))
                .toArray(Counter[]::new);
        this.observerFailures = registry.counter("rocketmq.observer.failures");
        this.reasonsRefused = registry.counter("rocketmq.reasons.not.stored", "kind", "refused");
        this.reasonsNotStoredNow = registry.counter("rocketmq.reasons.not.stored", "kind", "not-now");
    }

    @Override
    public PublishTimer publishTimer(String topic, String tag) {
        var timers = timers("rocketmq.publish", Tags.of("topic", topic, "tag", tag), Published.values());
        return (outcome, nanos) -> timers[outcome.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public ConsumeTimer consumeTimer(String group, String topic, String tag) {
        var timers = timers(
                "rocketmq.consume", Tags.of("group", group, "topic", topic, "tag", tag), DeliveryOutcome.values());
        return (outcome, nanos) -> timers[outcome.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void checkBackAnswered(Verdict verdict) {
        checkBacks[verdict.ordinal()].increment();
    }

    @Override
    public void observerFailed() {
        observerFailures.increment();
    }

    @Override
    public void reasonNotStored(boolean refused) {
        (refused ? reasonsRefused : reasonsNotStoredNow).increment();
    }

    @Override
    public void handlersRunning(String group, IntSupplier running) {
        Gauge.builder("rocketmq.handlers.running", running::getAsInt)
                .tag("group", group)
                .register(registry);
    }

    private Timer[] timers(String name, Tags tags, Enum<?>[] outcomes) {
        return Arrays.stream(outcomes)
                .map(outcome -> registry.timer(name, tags.and("outcome", tagValue(outcome))))
                .toArray(Timer[]::new);
    }

    private static String tagValue(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
