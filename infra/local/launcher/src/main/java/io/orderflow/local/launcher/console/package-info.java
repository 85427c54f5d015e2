/** What people read: timed steps, and refusals of one sentence. */
@NullMarked
package io.orderflow.local.launcher.console;

import org.jspecify.annotations.NullMarked;
