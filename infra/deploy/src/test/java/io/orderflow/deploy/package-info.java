@NullMarked
package io.orderflow.deploy;

import org.jspecify.annotations.NullMarked;
