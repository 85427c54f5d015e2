/** The promises of the whole system, each as a check that names the orders which break it. */
@NullMarked
package io.orderflow.load.check;

import org.jspecify.annotations.NullMarked;
