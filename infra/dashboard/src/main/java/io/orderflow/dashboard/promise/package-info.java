/** What must always hold, as lights; and a walk through what happens while a consumer is down. */
@NullMarked
package io.orderflow.dashboard.promise;

import org.jspecify.annotations.NullMarked;
