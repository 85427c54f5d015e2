/**
 * Ends the process, loses a verdict or delays a transaction at a named point, to show that nothing is lost. For tests and
 * demonstrations: this module is on no service's class path, and does nothing until a {@code crash.*} property is set.
 */
@NullMarked
package io.orderflow.crash;

import org.jspecify.annotations.NullMarked;
