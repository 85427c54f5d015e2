/**
 * Notifications of customers about their orders: one is stored for every order placed.
 *
 * <ol>
 *   <li>{@code announce}: order-events/placed arrives, at least once; what waits is taken together.
 *   <li>Redis lets one delivery of an order through at a time ({@code @Idempotent}); without Redis all pass.
 *   <li>One insert under unique (order, kind). A duplicate key means: one was done before.
 *   <li>Redis remembers the orders; the deliveries are acknowledged. A crash before that costs a redelivery, nothing else.
 *   <li>A batch that fails is halved until the bad order is alone; that one is redelivered as {@code @Redelivery} defines, then it
 *       is a dead letter with its reasons stored.
 *   <li>{@code lookup}: what a customer can read of it.
 * </ol>
 */
@NullMarked
package io.orderflow.notification;

import org.jspecify.annotations.NullMarked;
