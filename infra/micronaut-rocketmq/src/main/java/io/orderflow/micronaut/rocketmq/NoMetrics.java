package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Secondary;
import io.orderflow.messaging.publish.Verdict;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;

/** For applications without Micrometer. */
@Singleton
@Secondary
final class NoMetrics implements RocketMQMetrics {

    @Override
    public PublishTimer publishTimer(String topic, String tag) {
        return (outcome, nanos) -> {};
    }

    @Override
    public ConsumeTimer consumeTimer(String group, String topic, String tag) {
        return (outcome, nanos) -> {};
    }

    @Override
    public void checkBackAnswered(Verdict verdict) {
        // Nothing is measured.
    }

    @Override
    public void observerFailed() {
        // Nothing is measured.
    }

    @Override
    public void reasonNotStored(boolean refused) {
        // Nothing is measured.
    }

    @Override
    public void handlersRunning(String group, IntSupplier running) {
        // Nothing is measured.
    }
}
