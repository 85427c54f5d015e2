@NullMarked
package io.orderflow.order.audit;

import org.jspecify.annotations.NullMarked;
