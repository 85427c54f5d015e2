package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Attempt;
import io.orderflow.messaging.consume.Delivery;
import io.orderflow.messaging.consume.FailureJournal;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.RedeliveryPolicy;
import io.orderflow.messaging.consume.SettleDelivery;
import io.orderflow.messaging.consume.Settlement;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of deliveries after their handler. */
@FunctionalInterface
interface SettlementPolicy {

    Logger LOG = LoggerFactory.getLogger(SettlementPolicy.class);

    /**
     * @param attempts one for each delivery, in their order
     * @return one for each delivery, in their order
     */
    List<Settlement> settle(List<Delivery> deliveries, List<Attempt> attempts);

    /** A failure is redelivered by {@code policy}, and then is a dead letter. */
    static SettlementPolicy redelivering(RedeliveryPolicy policy, FailureJournal journal) {
        return new SettleDelivery(policy, journal)::settle;
    }

    /** A broadcast's: the broker does not record which consumers received it, so there is one attempt and a line in the log. */
    static SettlementPolicy once() {
        return (deliveries, attempts) -> {
            for (int i = 0; i < deliveries.size(); i++) {
                if (attempts.get(i) instanceof Attempt.Failed(Exception failure)) {
                    LOG.error(
                            "{} {} failed here; a broadcast is not redelivered",
                            deliveries.get(i).consumer(),
                            deliveries.get(i).key(),
                            failure);
                }
            }
            return Collections.nCopies(deliveries.size(), new Settlement.Acknowledge(Handled.Outcome.APPLIED));
        };
    }
}
