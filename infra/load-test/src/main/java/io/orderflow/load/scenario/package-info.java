/** What {@code infra/load orders} does: one load, or two loads compared slice by slice. */
@NullMarked
package io.orderflow.load.scenario;

import org.jspecify.annotations.NullMarked;
