/** Transactions between the half message and its end: what waits, how the others ended, and two ways to make check-back work. */
@NullMarked
package io.orderflow.dashboard.transaction;

import org.jspecify.annotations.NullMarked;
