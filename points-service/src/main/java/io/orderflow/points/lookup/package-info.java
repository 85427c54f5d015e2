@NullMarked
package io.orderflow.points.lookup;

import org.jspecify.annotations.NullMarked;
