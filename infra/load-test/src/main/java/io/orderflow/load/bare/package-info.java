/** A Micronaut endpoint that does nothing: how fast could the gateway's be? Runs in a process of its own. */
@NullMarked
package io.orderflow.load.bare;

import org.jspecify.annotations.NullMarked;
