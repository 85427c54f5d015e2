/**
 * Coupons ("red packets"): one for every order, worth more for larger ones.
 *
 * <ol>
 *   <li>{@code grant}: order-events/placed arrives, at least once.
 *   <li>Redis lets one delivery of an order through at a time ({@code @Idempotent}); without Redis all pass.
 *   <li>One insert under the unique order id. A duplicate key means: done before.
 *   <li>Redis remembers the order; the delivery is acknowledged. A crash before that costs a redelivery, nothing else.
 *   <li>A failure comes back as {@code @Redelivery} says, then it is a dead letter with its reasons stored.
 *   <li>{@code lookup}: what a customer can read of it.
 * </ol>
 */
@NullMarked
package io.orderflow.coupon;

import org.jspecify.annotations.NullMarked;
