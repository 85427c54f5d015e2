/**
 * A sale in Redis: what it looks like there, and every script that changes it. Redis is the fast filter in front of
 * order-service's database, and may be empty or wrong at any time.
 *
 * <p>One sale is one hash slot, {@code {sale:ID}}:
 *
 * <table>
 *   <caption>Keys</caption>
 *   <tr><td>{@code {sale:ID}}</td><td>hash: epoch, run id of the server, state, window, stock, bounds, and the counters seq (tickets given), settled, and queued (those in the stream)</td></tr>
 *   <tr><td>{@code :held}</td><td>hash: customer to units, latest ticket, the idempotency key it was asked for with in this epoch, and its quantity; stays when the units come back, as a repeat has to find its ticket</td></tr>
 *   <tr><td>{@code :keys}</td><td>hash: customer and idempotency key to ticket and quantity, of all but a customer's latest: most have no other</td></tr>
 *   <tr><td>{@code :tickets}</td><td>hash: tickets that wait for a decision; the remover may give its units back</td></tr>
 *   <tr><td>{@code :expiry}</td><td>sorted set: tickets that were admitted together, by the end of their reservation; forgotten then, if they are decided</td></tr>
 *   <tr><td>{@code :queue}</td><td>stream: tickets that RocketMQ does not have yet, those of one call in one entry</td></tr>
 *   <tr><td>{@code :returned}</td><td>set: orders whose units came back in this epoch</td></tr>
 *   <tr><td>{@code :tokens}</td><td>hash: admission tokens that were used</td></tr>
 * </table>
 *
 * <p>Tickets that wait = seq - settled. Every script gets the epoch that its caller expects and does nothing in
 * another one.
 */
@NullMarked
package io.orderflow.seckill.redis;

import org.jspecify.annotations.NullMarked;
