/** The consumer groups, how far behind they are, and how to pause a group or reset its offsets. */
@NullMarked
package io.orderflow.dashboard.consumer;

import org.jspecify.annotations.NullMarked;
