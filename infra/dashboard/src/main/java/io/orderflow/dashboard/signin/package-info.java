/** Operators and readers sign in with a password; services are called with a token of the dashboard's own. */
@NullMarked
package io.orderflow.dashboard.signin;

import org.jspecify.annotations.NullMarked;
