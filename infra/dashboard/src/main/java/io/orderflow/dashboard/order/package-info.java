/**
 * One order's path through all services, and finding it.
 *
 * <p>{@link io.orderflow.dashboard.order.OrderPath} asks every source that may know something; {@link
 * io.orderflow.dashboard.order.Timeline} makes one story of it. A source that does not answer is named above the story.
 */
@NullMarked
package io.orderflow.dashboard.order;

import org.jspecify.annotations.NullMarked;
