@NullMarked
package io.orderflow.messaging.publish;

import org.jspecify.annotations.NullMarked;
