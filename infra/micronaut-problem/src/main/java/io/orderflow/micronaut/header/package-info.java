/** What every answer tells browsers and caches, unless it tells them something of its own. */
@NullMarked
package io.orderflow.micronaut.header;

import org.jspecify.annotations.NullMarked;
