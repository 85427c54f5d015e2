/** Processes that are started, watched, started again, and never left behind. */
@NullMarked
package io.orderflow.local.launcher.process;

import org.jspecify.annotations.NullMarked;
