/**
 * Admission: which customers get a ticket.
 *
 * <p>Read {@link io.orderflow.seckill.admit.AdmitPurchase}. This instance answers by itself if a sale is not open or
 * sold out ({@link io.orderflow.seckill.admit.SoldOut}), a customer asks too often, or a token is not good. Everything else
 * is sent by an {@link io.orderflow.seckill.admit.AdmissionBatcher} to Redis, many requests in one call of the script.
 */
@NullMarked
package io.orderflow.seckill.admit;

import org.jspecify.annotations.NullMarked;
