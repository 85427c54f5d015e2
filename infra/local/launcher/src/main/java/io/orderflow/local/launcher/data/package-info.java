/** The one folder that holds everything a local stack writes. */
@NullMarked
package io.orderflow.local.launcher.data;

import org.jspecify.annotations.NullMarked;
