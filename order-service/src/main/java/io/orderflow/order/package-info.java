/**
 * Orders, from the HTTP request to the event that other services consume.
 *
 * <ol>
 *   <li>{@code place}: price the lines from {@code catalogue}; refuse what can't be an order.
 *   <li>Send the event as a half message, key = order id. The broker keeps it invisible.
 *   <li>One transaction: fence row, order with its idempotency key, lines. One commit.
 *   <li>Report the verdict to the broker: commit or roll back. It may get lost: the check-back reads the fence.
 *   <li>Answer 201, the same to every repeat of the idempotency key.
 *   <li>{@code audit}: the event comes back from the broker; mark the order seen.
 *   <li>{@code audit}: an order that stays unseen is sent again with the same key, until it is seen.
 *   <li>{@code lookup}: what the customer can read of it.
 * </ol>
 *
 * <p>Orders that come at the same time share steps 2 to 4, and {@code announce} sends the event of each.
 *
 * <p>A flash sale's orders come from a queue instead:
 *
 * <ol>
 *   <li>{@code sale}: an epoch begins; declare what is left of the stock.
 *   <li>{@code purchase}: decide tickets in groups: one half message with all outcomes, one transaction, one verdict.
 *   <li>{@code announce}: send the event of each order in the group; from here on it is an order like any other.
 *   <li>{@code expire}: an order that is not paid for in time gives its units back.
 * </ol>
 */
@NullMarked
package io.orderflow.order;

import org.jspecify.annotations.NullMarked;
