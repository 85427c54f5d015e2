/** Notifies open pages that something changed; they fetch it themselves. */
@NullMarked
package io.orderflow.dashboard.live;

import org.jspecify.annotations.NullMarked;
