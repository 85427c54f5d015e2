@NullMarked
package io.orderflow.order.catalogue;

import org.jspecify.annotations.NullMarked;
