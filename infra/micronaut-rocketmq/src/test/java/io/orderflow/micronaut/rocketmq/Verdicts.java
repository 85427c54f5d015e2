package io.orderflow.micronaut.rocketmq;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.Verdict;
import jakarta.inject.Singleton;

/** Between the publisher and the broker: loses verdicts, and holds up local transactions before they begin. */
@Singleton
@Requires(property = "fixture.topic")
final class Verdicts implements BeanCreatedEventListener<HalfMessages> {

    volatile boolean lost;
    volatile Runnable beforeTransaction = () -> {};

    @Override
    public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
        var real = event.getBean();
        return (message, txId, local) -> real.send(message, txId, () -> {
            beforeTransaction.run();
            var verdict = local.get();
            return lost ? Verdict.UNKNOWN : verdict;
        });
    }
}
