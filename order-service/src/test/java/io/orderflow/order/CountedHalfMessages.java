package io.orderflow.order;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.publish.HalfMessages;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a service with {@code count-half-messages=true} publishes in transactions. */
@Singleton
@Requires(property = "count-half-messages", value = "true")
public final class CountedHalfMessages implements BeanCreatedEventListener<HalfMessages> {

    private final AtomicInteger sent = new AtomicInteger();

    public int sent() {
        return sent.get();
    }

    @Override
    public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
        var real = event.getBean();
        return (message, txId, local) -> {
            sent.incrementAndGet();
            real.send(message, txId, local);
        };
    }
}
