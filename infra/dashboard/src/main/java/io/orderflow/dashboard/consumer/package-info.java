/** Who consumes, how far behind, and how to hold a group up or send it back. */
@NullMarked
package io.orderflow.dashboard.consumer;

import org.jspecify.annotations.NullMarked;
