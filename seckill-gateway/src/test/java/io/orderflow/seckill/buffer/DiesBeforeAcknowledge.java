package io.orderflow.seckill.buffer;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesRequested;
import jakarta.inject.Singleton;
import java.util.List;

/** Ends the process as a SIGKILL would, when the broker has the requests and Redis does not know it. */
@Singleton
@Requires(property = "rehearsal.die-before-acknowledge")
class DiesBeforeAcknowledge implements BeanCreatedEventListener<PurchaseRequests> {

    private static final int KILLED = 137;

    @Override
    public PurchaseRequests onCreated(BeanCreatedEvent<PurchaseRequests> event) {
        var real = event.getBean();
        return new PurchaseRequests() {
            @Override
            public void requestedTogether(List<String> keys, List<PurchasesRequested> requests) {
                real.requestedTogether(keys, requests);
                Runtime.getRuntime().halt(KILLED);
            }

            @Override
            public void requested(List<String> tickets, List<PurchaseRequested> requests) {
                real.requested(tickets, requests);
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}
