/** Flash sales as they run: what is sold, how many wait, what customers are answered; and rushes started from here. */
@NullMarked
package io.orderflow.dashboard.sale;

import org.jspecify.annotations.NullMarked;
