/**
 * Orders, from the HTTP request to the event that everybody else acts on.
 *
 * <ol>
 *   <li>{@code place}: price the lines from {@code catalogue}; refuse what can't be an order.
 *   <li>Send the event as a half message, key = order id. The broker keeps it invisible.
 *   <li>One transaction: fence row, order with its idempotency key, lines. One commit.
 *   <li>Tell the broker: commit or roll back. The answer may get lost: the check-back asks the fence.
 *   <li>Answer 201, the same to every repeat of the idempotency key.
 *   <li>{@code audit}: the event comes back from the broker; mark the order seen.
 *   <li>{@code audit}: an order that stays unseen is sent again with the same key, until it is seen.
 *   <li>{@code lookup}: what the customer can read of it.
 * </ol>
 */
@NullMarked
package io.orderflow.order;

import org.jspecify.annotations.NullMarked;
