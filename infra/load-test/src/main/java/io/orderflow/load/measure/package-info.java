/** Counting and timing while the load runs. */
@NullMarked
package io.orderflow.load.measure;

import org.jspecify.annotations.NullMarked;
