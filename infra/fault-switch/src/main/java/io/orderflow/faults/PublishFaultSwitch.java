package io.orderflow.faults;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.messaging.publish.HalfMessages;
import io.orderflow.messaging.publish.Verdict;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the local transactions of this process and the broker. "Lose the next 3 commits" loses exactly 3, however many
 * threads there are; rollbacks are reported as usual.
 */
@Singleton
@Requires(env = "local")
final class PublishFaultSwitch implements BeanCreatedEventListener<HalfMessages> {

    private static final Logger LOG = LoggerFactory.getLogger(PublishFaultSwitch.class);
    private static final int KILLED = 137;

    private final Runnable end;
    private PublishFault current = new PublishFault.Off();

    @Inject
    PublishFaultSwitch() {
        this(() -> Runtime.getRuntime().halt(KILLED));
    }

    PublishFaultSwitch(Runnable end) {
        this.end = end;
    }

    synchronized PublishFault get() {
        return current;
    }

    synchronized void set(PublishFault fault) {
        current = fault;
    }

    private synchronized PublishFault takeOne() {
        var taken = current;
        current = taken.afterOne();
        return taken;
    }

    @Override
    public HalfMessages onCreated(BeanCreatedEvent<HalfMessages> event) {
        return faulty(event.getBean());
    }

    HalfMessages faulty(HalfMessages real) {
        return (message, txId, local) -> real.send(message, txId, () -> told(message.key(), local));
    }

    private Verdict told(String key, Supplier<Verdict> local) {
        var verdict = local.get();
        return verdict == Verdict.COMMIT ? afterCommit(key) : verdict;
    }

    private Verdict afterCommit(String key) {
        return switch (takeOne()) {
            case PublishFault.Off off -> Verdict.COMMIT;
            case PublishFault.LoseCommit lost -> {
                LOG.warn("The commit of {} is lost, as an operator wanted; check-back will settle it", key);
                // To the broker "unknown" and silence are the same: it asks.
                yield Verdict.UNKNOWN;
            }
            case PublishFault.KillAfterCommit kill -> {
                LOG.warn("This process ends after the commit of {}, as an operator wanted", key);
                end.run();
                yield Verdict.UNKNOWN;
            }
        };
    }
}
