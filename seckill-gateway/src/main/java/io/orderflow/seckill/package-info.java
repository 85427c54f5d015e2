/**
 * The flash sale's gateway.
 *
 * <ol>
 *   <li>{@code sale}: an operator creates, opens, pauses and closes sales; each epoch's stock comes from order-service.
 *   <li>{@code admit}: one script in Redis checks window, limit, stock and queue bound, and gives a ticket.
 *   <li>{@code buffer}: what waits in Redis is sent to RocketMQ, and leaves Redis' stream when the broker has it.
 *   <li>order-service decides each ticket for good.
 *   <li>{@code result}: the decision settles the ticket; units that stay unsold are for sale again.
 *   <li>{@code recover}: Redis lost its data, or another server took its place: a new epoch begins.
 * </ol>
 */
@NullMarked
package io.orderflow.seckill;

import org.jspecify.annotations.NullMarked;
