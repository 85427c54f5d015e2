package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.idempotency.Claim;
import io.orderflow.messaging.idempotency.ProcessedEvents;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

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
            public List<Claim> claim(String consumer, List<String> keys, Duration lease) {
                var claims = real.claim(consumer, keys, lease);
                if (claims.stream().anyMatch(Claim.Granted.class::isInstance)) {
                    crash.point(CrashPoint.AFTER_CLAIM);
                }
                return claims;
            }

            @Override
            public void done(String consumer, List<String> keys, Duration memory) {
                real.done(consumer, keys, memory);
                crash.point(CrashPoint.BEFORE_ACKNOWLEDGE);
            }

            @Override
            public void release(List<Claim.Granted> claims) {
                real.release(claims);
            }
        };
    }
}
