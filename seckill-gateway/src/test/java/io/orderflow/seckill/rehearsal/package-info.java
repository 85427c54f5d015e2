/** A flash sale without its neighbours: order-service's part is played, everything else is real. */
@NullMarked
package io.orderflow.seckill.rehearsal;

import org.jspecify.annotations.NullMarked;
