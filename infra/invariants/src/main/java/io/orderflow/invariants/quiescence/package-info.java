/** Whether the system has come to rest: until then a quiet rule's offenders may only be on their way. */
@NullMarked
package io.orderflow.invariants.quiescence;

import org.jspecify.annotations.NullMarked;
