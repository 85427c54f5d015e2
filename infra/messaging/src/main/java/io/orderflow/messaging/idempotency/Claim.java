package io.orderflow.messaging.idempotency;

import java.time.Duration;

/** Answer to a claim. */
public sealed interface Claim {

    /** @param token proves the holder to {@link ProcessedEvents#release} */
    record Granted(String consumer, String key, String token) implements Claim {}

    /** Applied before; acknowledge. */
    record AlreadyDone() implements Claim {}

    /** Another consumer is applying it. Not a success: the holder may still fail. Retry after {@code remaining}. */
    record HeldByAnother(Duration remaining) implements Claim {}
}
