/** What the services have counted since they started, read from their {@code /prometheus}. */
@NullMarked
package io.orderflow.dashboard.counter;

import org.jspecify.annotations.NullMarked;
