@NullMarked
package io.orderflow.order.expire;

import org.jspecify.annotations.NullMarked;
