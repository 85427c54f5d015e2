/**
 * Redis lost a sale: it was restarted, flushed, or an old copy took its place. Whatever it has of the sale is not relied on
 * any more; a new epoch begins, and with it Redis is loaded anew from what the databases know.
 */
@NullMarked
package io.orderflow.seckill.recover;

import org.jspecify.annotations.NullMarked;
