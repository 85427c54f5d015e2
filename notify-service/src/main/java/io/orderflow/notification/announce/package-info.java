@NullMarked
package io.orderflow.notification.announce;

import org.jspecify.annotations.NullMarked;
