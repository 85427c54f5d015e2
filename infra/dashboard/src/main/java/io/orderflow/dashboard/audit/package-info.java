/** Every operator's action: actor, time, action, reason and result. */
@NullMarked
package io.orderflow.dashboard.audit;

import org.jspecify.annotations.NullMarked;
