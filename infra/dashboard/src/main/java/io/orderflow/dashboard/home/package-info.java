/** The flow as one picture: is all well? */
@NullMarked
package io.orderflow.dashboard.home;

import org.jspecify.annotations.NullMarked;
