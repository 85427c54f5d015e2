package io.orderflow.load.sale;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request of the rush and its answer.
 *
 * @param key the idempotency key: a repeat has its original's
 * @param ticket where the outcome is one
 * @param known the ticket that an earlier request with this key had been given before this one was sent
 */
public record Attempt(
        Kind kind,
        String customer,
        String key,
        Outcome outcome,
        @Nullable UUID ticket,
        @Nullable UUID known) {

    public enum Kind {
        /** A customer's first request under this key. */
        FIRST,
        /** The same request once more: same customer, same key. */
        REPEAT,
        /** Without a valid token. */
        FORGED
    }
}
