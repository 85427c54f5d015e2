/**
 * {@code infra/load bench}: every figure that Orderflow promises, measured in one run on stacks that it starts itself, each with
 * the floor below which the run fails.
 */
@NullMarked
package io.orderflow.load.bench;

import org.jspecify.annotations.NullMarked;
