/** The running stack that is put under load: its processes, secrets and tokens. */
@NullMarked
package io.orderflow.load.stack;

import org.jspecify.annotations.NullMarked;
