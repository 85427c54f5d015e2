package io.orderflow.messaging.consume;

import java.util.List;

/** One step of a consumer that takes several deliveries at once, and answers for each of them. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * @param deliveries at least one
     * @return one attempt for each delivery, in their order. A failure of a delivery is in its attempt; an exception is a fault
     *     of the step itself, after which no delivery's result is known
     */
    List<Attempt> handle(List<Delivery> deliveries);
}
