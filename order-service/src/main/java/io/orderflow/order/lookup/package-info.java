@NullMarked
package io.orderflow.order.lookup;

import org.jspecify.annotations.NullMarked;
