/** How every service reads the client's name for a request. */
@NullMarked
package io.orderflow.micronaut.idempotency;

import org.jspecify.annotations.NullMarked;
