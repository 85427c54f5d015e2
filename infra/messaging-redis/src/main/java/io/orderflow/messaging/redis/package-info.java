/** Claims in Redis: {@link io.orderflow.messaging.idempotency.ProcessedEvents} over Redisson. */
@NullMarked
package io.orderflow.messaging.redis;

import org.jspecify.annotations.NullMarked;
