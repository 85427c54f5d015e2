/** Waiting until every consumer has applied what was accepted. */
@NullMarked
package io.orderflow.load.drain;

import org.jspecify.annotations.NullMarked;
