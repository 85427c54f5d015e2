package io.orderflow.dashboard.deadletter;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.dashboard.deadletter.broker.DeadMessages;
import jakarta.inject.Singleton;

/** Ends the process as a SIGKILL would: before a dead letter's row is stored, or after it and before it is acknowledged. */
@Singleton
@Requires(property = "rehearsal.die-while-copying")
class DiesWhileCopying implements BeanCreatedEventListener<DeadMessages> {

    static final int KILLED = 137;

    private final boolean afterTheRow;

    DiesWhileCopying(@Value("${rehearsal.die-while-copying}") String when) {
        this.afterTheRow = when.equals("after-the-row");
    }

    @Override
    public DeadMessages onCreated(BeanCreatedEvent<DeadMessages> event) {
        var real = event.getBean();
        return messages -> {
            if (afterTheRow) {
                real.take(messages);
            }
            Runtime.getRuntime().halt(KILLED);
        };
    }
}
