/** Sends requests at a pace, with Hyperfoil, and times each from the moment it was due. */
@NullMarked
package io.orderflow.load.generate;

import org.jspecify.annotations.NullMarked;
