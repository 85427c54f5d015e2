/**
 * What becomes of a ticket: order-service's decision is stored, settled in Redis, shown to its customer, and pushed to the
 * one who waits for it.
 *
 * <p>The database before Redis: a ticket that has left Redis' waiting room is in the table, so nobody ever finds it in
 * neither; and what dies in between is settled by the redelivery.
 */
@NullMarked
package io.orderflow.seckill.result;

import org.jspecify.annotations.NullMarked;
