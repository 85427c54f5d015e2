@NullMarked
package io.orderflow.messaging.combine;

import org.jspecify.annotations.NullMarked;
