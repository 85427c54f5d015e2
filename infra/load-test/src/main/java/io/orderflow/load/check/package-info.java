/** What only the load's own log of its run can show, as checks beside those of {@link io.orderflow.invariants}. */
@NullMarked
package io.orderflow.load.check;

import org.jspecify.annotations.NullMarked;
