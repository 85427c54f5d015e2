/**
 * The promises of the whole system, each as a check that names the offenders.
 *
 * <p>{@link io.orderflow.invariants.StoredInvariants} need the schemas alone, {@code broker} asks RocketMQ, {@code quiescence}
 * knows whether anything is still moving. {@link io.orderflow.invariants.Inspection} runs them on one snapshot.
 */
@NullMarked
package io.orderflow.invariants;

import org.jspecify.annotations.NullMarked;
