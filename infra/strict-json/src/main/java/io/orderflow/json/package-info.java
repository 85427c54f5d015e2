/** One strict reading of JSON for HTTP bodies, events and edits: what is taken is exactly what was sent. */
@NullMarked
package io.orderflow.json;

import org.jspecify.annotations.NullMarked;
