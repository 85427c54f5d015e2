package io.orderflow.invariants.broker;

import java.util.Set;

/**
 * A message as it lies at the broker.
 *
 * @param ids all that it is known by: what its sender gave it, what it was called before it was a dead letter, where it lies
 */
record StoredMessage(long offset, Set<String> ids) {

    StoredMessage {
        ids = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(ids));
    }
}
