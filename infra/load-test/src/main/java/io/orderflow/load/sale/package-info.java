/** A flash sale and the rush on it: requests and answers. */
@NullMarked
package io.orderflow.load.sale;

import org.jspecify.annotations.NullMarked;
