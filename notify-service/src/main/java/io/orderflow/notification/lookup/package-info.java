@NullMarked
package io.orderflow.notification.lookup;

import org.jspecify.annotations.NullMarked;
