/** Orders on their way to the order service, and what was answered to each. */
@NullMarked
package io.orderflow.load.place;

import org.jspecify.annotations.NullMarked;
