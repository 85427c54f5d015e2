@NullMarked
package io.orderflow.coupon.grant;

import org.jspecify.annotations.NullMarked;
