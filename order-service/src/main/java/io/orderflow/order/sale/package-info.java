@NullMarked
package io.orderflow.order.sale;

import org.jspecify.annotations.NullMarked;
