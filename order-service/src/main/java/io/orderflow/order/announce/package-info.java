@NullMarked
package io.orderflow.order.announce;

import org.jspecify.annotations.NullMarked;
