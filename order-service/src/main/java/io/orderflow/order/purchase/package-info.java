@NullMarked
package io.orderflow.order.purchase;

import org.jspecify.annotations.NullMarked;
