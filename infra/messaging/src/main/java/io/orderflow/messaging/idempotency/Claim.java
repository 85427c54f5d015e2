package io.orderflow.messaging.idempotency;

import java.time.Duration;

/** Answer to a claim. */
public sealed interface Claim {

    /** @param token proves the holder to {@link ProcessedEvents#release} */
    record Granted(String consumer, String key, String token) implements Claim {}

    /** Applied before; acknowledge. */
    record AlreadyDone() implements Claim {}

    /** Somebody is at it. Not a success: the holder may still fail. Come back after {@code remaining}. */
    record HeldByAnother(Duration remaining) implements Claim {}
}
