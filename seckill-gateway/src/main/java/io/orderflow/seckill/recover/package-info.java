/**
 * Redis lost a sale: it was restarted, flushed, or an old copy took its place. What it has of the sale is not relied on
 * any more; a new epoch begins, and Redis is loaded again from the databases.
 */
@NullMarked
package io.orderflow.seckill.recover;

import org.jspecify.annotations.NullMarked;
