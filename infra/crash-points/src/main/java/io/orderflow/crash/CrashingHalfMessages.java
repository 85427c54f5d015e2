package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.OutgoingMessage;
import io.orderflow.messaging.publish.Verdict;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The points around a half message, and the lost verdict. */
@Singleton
@Requires(property = "crash")
final class CrashingHalfMessages implements BeanCreatedEventListener<HalfMessages> {

    private final Crash crash;
    private final CrashConfiguration configuration;
    private final Publication publication;

    CrashingHalfMessages(Crash crash, CrashConfiguration configuration, Publication publication) {
        this.crash = crash;
        this.configuration = configuration;
        this.publication = publication;
    }

    @Override
    public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
        var real = event.getBean();
        return (message, txId, local) -> send(real, message, txId, local);
    }

    private void send(HalfMessages real, OutgoingMessage message, String txId, Supplier<Verdict> local) {
        if (!configuration.concerns(message.topic())) {
            real.send(message, txId, local);
            return;
        }
        crash.point(CrashPoint.BEFORE_HALF);
        real.send(message, txId, () -> {
            crash.point(CrashPoint.AFTER_HALF);
            var verdict = publication.during(local);
            if (verdict == Verdict.COMMIT) {
                crash.point(CrashPoint.AFTER_COMMIT);
            }
            // To the broker "unknown" and silence are the same: it asks.
            return configuration.loseVerdict() ? Verdict.UNKNOWN : verdict;
        });
        crash.point(CrashPoint.AFTER_END);
    }
}
