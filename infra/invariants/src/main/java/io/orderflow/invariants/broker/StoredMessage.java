package io.orderflow.invariants.broker;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A message as the broker stores it.
 *
 * @param storedAt by the broker's clock
 * @param ids all that it is known by: what its sender gave it, what it was called before it was a dead letter, its place at the
 *     broker
 */
record StoredMessage(long offset, Instant storedAt, Set<String> ids) {

    StoredMessage {
        ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    }
}
