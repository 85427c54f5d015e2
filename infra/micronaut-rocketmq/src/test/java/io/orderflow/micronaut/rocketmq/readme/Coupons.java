package io.orderflow.micronaut.rocketmq.readme;

import java.util.Collection;
import java.util.List;

/** One database transaction with one statement, the order id its unique key. */
interface Coupons {

    void grantAll(List<String> orderIds);

    Collection<String> granted(Collection<String> orderIds);
}
