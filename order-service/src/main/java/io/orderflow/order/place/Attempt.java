package io.orderflow.order.place;

import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.order.Order;

/** What came of an order in its group. */
sealed interface Attempt {

    /** As if it had been alone. */
    record Settled(PublishResult<Order> result) implements Attempt {}

    /** Nothing of its group was written, and one of them was why: this one, or it can be placed. */
    record Apart() implements Attempt {}
}
