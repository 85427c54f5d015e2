/**
 * Switches by which an operator makes a service's consumers fail or dawdle, to watch redeliveries and dead letters, and its
 * publications lose their commit, to watch check-back. Exist
 * in the Micronaut environment {@code local} only.
 */
@NullMarked
package io.orderflow.faults;

import org.jspecify.annotations.NullMarked;
