/**
 * Loyalty points: one for every whole 100 cents of an order.
 *
 * <ol>
 *   <li>{@code award}: order-events/placed arrives, at least once.
 *   <li>Redis lets one delivery of an order through at a time ({@code @Idempotent}); without Redis all pass.
 *   <li>One transaction: ledger entry under unique (order, type), then the balance. A duplicate key means: done before.
 *   <li>Redis remembers the order; the delivery is acknowledged. A crash before that costs a redelivery, nothing else.
 *   <li>A failure comes back as {@code @Redelivery} says, then it is a dead letter with its reasons stored.
 *   <li>{@code lookup}: what a customer can read of it.
 * </ol>
 */
@NullMarked
package io.orderflow.points;

import org.jspecify.annotations.NullMarked;
