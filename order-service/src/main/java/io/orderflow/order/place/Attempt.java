package io.orderflow.order.place;

import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.order.Order;

/** What came of an order in its group. */
sealed interface Attempt {

    /** The result that it would have had alone. */
    record Settled(PublishResult<Order> result) implements Attempt {}

    /** Nothing of its group was written because of one member: perhaps this one. */
    record Apart() implements Attempt {}
}
