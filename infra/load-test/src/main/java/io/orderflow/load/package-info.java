/**
 * Puts a running local stack under load and then asks it whether it kept its promises.
 *
 * <p>{@code place} sends orders, {@code measure} times them, {@code drain} waits for the consumers, {@code check} holds the
 * clients' log against the tables; the promises that the tables alone can show are in {@code io.orderflow.invariants}. {@code
 * floor} is the comparison: the same writes without HTTP and framework.
 */
@NullMarked
package io.orderflow.load;

import org.jspecify.annotations.NullMarked;
