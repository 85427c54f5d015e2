/** A flash sale and the rush on it: who asks for what, and what was answered. */
@NullMarked
package io.orderflow.load.sale;

import org.jspecify.annotations.NullMarked;
