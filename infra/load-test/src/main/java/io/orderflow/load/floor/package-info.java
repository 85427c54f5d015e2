/** What broker and database can do without us: the loop that an order's path is compared with. */
@NullMarked
package io.orderflow.load.floor;

import org.jspecify.annotations.NullMarked;
