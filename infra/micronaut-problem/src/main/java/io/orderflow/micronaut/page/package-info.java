/** How every service hands out a list: in keyset pages. */
@NullMarked
package io.orderflow.micronaut.page;

import org.jspecify.annotations.NullMarked;
