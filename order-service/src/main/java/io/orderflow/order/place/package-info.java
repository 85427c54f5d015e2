@NullMarked
package io.orderflow.order.place;

import org.jspecify.annotations.NullMarked;
