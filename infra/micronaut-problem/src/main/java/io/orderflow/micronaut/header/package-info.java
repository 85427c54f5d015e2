/** The headers for browsers and caches that every answer has, unless it sets its own. */
@NullMarked
package io.orderflow.micronaut.header;

import org.jspecify.annotations.NullMarked;
