@NullMarked
package io.orderflow.messaging.consume;

import org.jspecify.annotations.NullMarked;
