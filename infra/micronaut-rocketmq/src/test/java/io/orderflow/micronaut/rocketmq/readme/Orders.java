package io.orderflow.micronaut.rocketmq.readme;

/** A repository. */
interface Orders {

    Order save(Order order);

    record Order(String id, long total) {}
}
