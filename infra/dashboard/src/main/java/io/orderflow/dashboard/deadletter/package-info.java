/**
 * Keeps every dead letter until an operator has dealt with it.
 *
 * <p>{@link io.orderflow.dashboard.deadletter.TakeDeadLetters} stores each one before it is acknowledged to the broker. {@link
 * io.orderflow.dashboard.deadletter.LearnAttempts} adds why each attempt failed. An operator redelivers ({@link
 * io.orderflow.dashboard.deadletter.Redeliver}), repairs first, or discards; {@link
 * io.orderflow.dashboard.deadletter.ResolveDeadLetters} sees what came of it.
 */
@NullMarked
package io.orderflow.dashboard.deadletter;

import org.jspecify.annotations.NullMarked;
