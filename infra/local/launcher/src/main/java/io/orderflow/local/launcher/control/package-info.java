/** How {@code infra/status}, {@code infra/stop}, {@code infra/start} and {@code infra/down} talk to a running launcher. */
@NullMarked
package io.orderflow.local.launcher.control;

import org.jspecify.annotations.NullMarked;
