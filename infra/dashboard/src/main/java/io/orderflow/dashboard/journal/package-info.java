/**
 * Takes in what every service reports of its messages, keeps it for a while, and finds it again.
 *
 * <p>The services' journals are lossy by design; what they lost or left out is kept as {@link
 * io.orderflow.dashboard.journal.Gap}s, so that no page takes a missing entry for proof.
 */
@NullMarked
package io.orderflow.dashboard.journal;

import org.jspecify.annotations.NullMarked;
