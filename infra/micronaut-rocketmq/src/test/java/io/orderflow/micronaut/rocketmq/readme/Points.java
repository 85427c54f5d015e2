package io.orderflow.micronaut.rocketmq.readme;

/** An effect in one database transaction, the order id its unique key. */
interface Points {

    void award(String orderId, long points);
}
