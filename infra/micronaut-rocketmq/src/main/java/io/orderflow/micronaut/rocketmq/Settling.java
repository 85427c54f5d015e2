package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.DeliveryHandler;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.RedeliveryPolicy;
import io.orderflow.messaging.consume.SettleDelivery;
import io.orderflow.messaging.consume.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a delivery once its handler has had it. */
@FunctionalInterface
interface Settling {

    Logger LOG = LoggerFactory.getLogger(Settling.class);

    Settlement settle(Delivery delivery, DeliveryHandler handler);

    /** A failure comes back as {@code policy} says, and then is a dead letter. */
    static Settling redelivering(RedeliveryPolicy policy, FailureJournal journal) {
        return (delivery, handler) -> new SettleDelivery(policy, journal, handler).settle(delivery);
    }

    /** A broadcast's: the broker keeps no account of who has had it, so there is one attempt and a line in the log. */
    static Settling once() {
        return (delivery, handler) -> {
            try {
                handler.handle(delivery);
            } catch (Exception failure) {
                LOG.error(
                        "{} {} failed here; a broadcast is not redelivered",
                        delivery.consumer(),
                        delivery.key(),
                        failure);
            }
            return new Settlement.Acknowledge(Handled.Outcome.APPLIED);
        };
    }
}
