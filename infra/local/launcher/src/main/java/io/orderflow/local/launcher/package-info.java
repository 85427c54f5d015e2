/** The local stack as a command: a package for each thing it can be asked to do. */
@NullMarked
package io.orderflow.local.launcher;

import org.jspecify.annotations.NullMarked;
