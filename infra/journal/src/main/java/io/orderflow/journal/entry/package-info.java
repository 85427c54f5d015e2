/** What travels on the journal's topic: for its writers and its readers. */
@NullMarked
package io.orderflow.journal.entry;

import org.jspecify.annotations.NullMarked;
