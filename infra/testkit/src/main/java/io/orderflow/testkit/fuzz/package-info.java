/**
 * Bad input for every route of a service: {@link io.orderflow.testkit.fuzz.RouteFuzz} sends it and checks that each answer is
 * one that the service's documents promise.
 */
@NullMarked
package io.orderflow.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
