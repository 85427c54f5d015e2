/**
 * Sales: an operator creates, opens, pauses and closes them; each epoch of a sale is agreed with order-service before
 * Redis may sell.
 *
 * <p>The row in the database holds the wanted state. {@link io.orderflow.seckill.sale.SaleCache} is what this instance
 * knows of it; Redis is brought in line with the row, never the other way. Rows are read by many and arrive in any order, so
 * each change raises the row's version, and neither the cache nor Redis goes back to an earlier one.
 */
@NullMarked
package io.orderflow.seckill.sale;

import org.jspecify.annotations.NullMarked;
