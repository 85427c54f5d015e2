/** {@code infra/token}: bearer tokens for the local profile. */
@NullMarked
package io.orderflow.local.launcher.token;

import org.jspecify.annotations.NullMarked;
