package io.orderflow.crash;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.crash.CrashConfiguration.Delay;
import io.orderflow.messaging.Transactions;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.LockSupport;

/** The points inside a publication's transaction. */
@Singleton
@Requires(property = "crash")
final class CrashingTransactions implements BeanCreatedEventListener<Transactions> {

    private final Crash crash;
    private final CrashConfiguration configuration;
    private final Publication publication;

    CrashingTransactions(Crash crash, CrashConfiguration configuration, Publication publication) {
        this.crash = crash;
        this.configuration = configuration;
        this.publication = publication;
    }

    @Override
    public Transactions onCreated(BeanCreatedEvent<Transactions> event) {
        var real = event.getBean();
        return new Transactions() {
            @Override
            public <R> R inTransaction(Work<R> work) throws Exception {
                return real.inTransaction(publication.isRunning() ? watched(work) : work);
            }

            @Override
            public boolean isOpen() {
                return real.isOpen();
            }
        };
    }

    private <R> Transactions.Work<R> watched(Transactions.Work<R> work) {
        return connection -> {
            delayAt(Delay.BEFORE_FENCE);
            R result = work.on(connection);
            crash.point(CrashPoint.INSIDE_TRANSACTION);
            delayAt(Delay.AFTER_FENCE);
            return result;
        };
    }

    private void delayAt(Delay where) {
        if (!configuration.delays(where)) {
            return;
        }
        long until = System.nanoTime() + configuration.delayTransaction().toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
