/** How fast the gateway is, as ratios to what the same machine does without it, in the same run. */
@NullMarked
package io.orderflow.load.benchmark;

import org.jspecify.annotations.NullMarked;
