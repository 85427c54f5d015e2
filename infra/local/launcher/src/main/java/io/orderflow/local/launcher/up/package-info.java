/** {@code infra/up}: checks, then servers, then services, then what to try first. */
@NullMarked
package io.orderflow.local.launcher.up;

import org.jspecify.annotations.NullMarked;
