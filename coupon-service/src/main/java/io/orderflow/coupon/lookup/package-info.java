@NullMarked
package io.orderflow.coupon.lookup;

import org.jspecify.annotations.NullMarked;
