package io.orderflow.dashboard.deadletter;

import java.util.Optional;

/**
 * An operator's decision to send one dead letter again.
 *
 * @param seen how often it had been redelivered when the operator decided
 * @param edited what to send instead of its body
 */
record RedeliveryOrder(long id, int seen, Optional<byte[]> edited, String actor, String reason) {}
