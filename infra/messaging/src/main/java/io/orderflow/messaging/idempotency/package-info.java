@NullMarked
package io.orderflow.messaging.idempotency;

import org.jspecify.annotations.NullMarked;
