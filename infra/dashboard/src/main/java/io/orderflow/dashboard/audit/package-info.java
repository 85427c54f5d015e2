/** Every operator's action: who, when, what, why, and how it ended. */
@NullMarked
package io.orderflow.dashboard.audit;

import org.jspecify.annotations.NullMarked;
