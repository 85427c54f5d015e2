/** What travels on the journal's topic: for those who write it and for those who read it. */
@NullMarked
package io.orderflow.journal.entry;

import org.jspecify.annotations.NullMarked;
