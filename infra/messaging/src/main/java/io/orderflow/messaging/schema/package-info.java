/** The tables that this library writes, and how they come into a database. */
@NullMarked
package io.orderflow.messaging.schema;

import org.jspecify.annotations.NullMarked;
