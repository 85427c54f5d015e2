/**
 * Admission: who gets a ticket.
 *
 * <p>Read {@link io.orderflow.seckill.admit.AdmitPurchase}. What this instance can answer by itself it does: a sale that is
 * not open, sold out ({@link io.orderflow.seckill.admit.SoldOut}), asked too often, without token. Everything else
 * goes through a {@link io.orderflow.seckill.admit.AdmissionBatcher} to Redis, many requests in one call of the script.
 */
@NullMarked
package io.orderflow.seckill.admit;

import org.jspecify.annotations.NullMarked;
