/**
 * What becomes of a ticket: order-service's decision is stored, settled in Redis, shown to its customer, and pushed to the
 * streams that wait for it.
 *
 * <p>The database before Redis: a ticket that has left Redis' waiting room is in the table, so every lookup finds
 * it in one of them; after a crash in between the redelivery settles it.
 */
@NullMarked
package io.orderflow.seckill.result;

import org.jspecify.annotations.NullMarked;
