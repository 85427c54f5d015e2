package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.idempotency.Claim;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The points around a claim. */
@Singleton
@Requires(property = "crash")
final class CrashingProcessedEvents implements BeanCreatedEventListener<ProcessedEvents> {

    private final Crash crash;

    CrashingProcessedEvents(Crash crash) {
        this.crash = crash;
    }

    @Override
    public ProcessedEvents onCreated(BeanCreatedEvent<ProcessedEvents> event) {
        var real = event.getBean();
        return new ProcessedEvents() {
            @Override
            public Claim claim(String consumer, String key, Duration lease) {
                var claim = real.claim(consumer, key, lease);
                if (claim instanceof Claim.Granted) {
                    crash.point(CrashPoint.AFTER_CLAIM);
                }
                return claim;
            }

            @Override
            public void done(Claim.Granted claim, Duration memory) {
                real.done(claim, memory);
                crash.point(CrashPoint.BEFORE_ACKNOWLEDGE);
            }

            @Override
            public void release(Claim.Granted claim) {
                real.release(claim);
            }
        };
    }
}
