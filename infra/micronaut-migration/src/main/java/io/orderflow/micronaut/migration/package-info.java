/** Which user may change a schema, and what a service may do in it. */
@NullMarked
package io.orderflow.micronaut.migration;

import org.jspecify.annotations.NullMarked;
