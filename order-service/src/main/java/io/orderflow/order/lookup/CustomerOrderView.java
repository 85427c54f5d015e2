package io.orderflow.order.lookup;

import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.order.Order;
import io.orderflow.order.OrderView;

/** An order, and whose it is. */
@Serdeable
record CustomerOrderView(String customerId, OrderView order) {

    static CustomerOrderView of(Order order) {
        return new CustomerOrderView(order.customerId(), OrderView.of(order));
    }
}
