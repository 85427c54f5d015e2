@NullMarked
package io.orderflow.points.award;

import org.jspecify.annotations.NullMarked;
