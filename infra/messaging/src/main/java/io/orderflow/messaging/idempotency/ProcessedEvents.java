package io.orderflow.messaging.idempotency;

import java.time.Duration;

/**
 * The fast gate in front of an effect: remembers which events a consumer has applied and which one is being applied
 * right now.
 *
 * <p>It may forget anything at any time. The truth is a unique key in the effect's own database transaction; this gate
 * only saves that transaction the work. Any method may throw when the store is away.
 */
public interface ProcessedEvents {

    /**
     * Asks for the right to apply event {@code key} on behalf of {@code consumer}, for at most {@code lease}: a holder
     * that crashed does not hold it for ever.
     */
    Claim claim(String consumer, String key, Duration lease);

    /** The effect is committed: answer {@link Claim.AlreadyDone} from now on, for {@code memory}. */
    void done(Claim.Granted claim, Duration memory);

    /** The effect failed: let the next delivery try at once. Does nothing if somebody else holds the claim by now. */
    void release(Claim.Granted claim);
}
