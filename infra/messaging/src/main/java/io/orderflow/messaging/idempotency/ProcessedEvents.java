package io.orderflow.messaging.idempotency;

import java.time.Duration;
import java.util.List;

/**
 * The fast gate in front of an effect: remembers which events a consumer has applied and which one is being applied
 * right now. Each call is one round trip, for however many keys.
 *
 * <p>It may forget anything at any time. The truth is a unique key in the effect's own database transaction; this gate only
 * saves that transaction the work. Any method may throw when the store is unavailable; what it has done to some of the keys by
 * then expires by itself.
 */
public interface ProcessedEvents {

    /**
     * Asks for the right to apply each of these events on behalf of {@code consumer}, for at most {@code lease}: a holder that
     * crashed does not hold it for ever. Each key is decided independently of the others.
     *
     * @param keys if a key that is granted is named twice, its second answer is {@link Claim.HeldByAnother}
     * @return one answer for each key, in their order
     */
    List<Claim> claim(String consumer, List<String> keys, Duration lease);

    /**
     * These effects are committed: answer {@link Claim.AlreadyDone} from now on, for {@code memory}, whether or not a claim for
     * them is held.
     */
    void done(String consumer, List<String> keys, Duration memory);

    /** These effects failed: let the next delivery try at once. Does nothing to a claim that another holds by now. */
    void release(List<Claim.Granted> claims);

    /** {@link #claim(String, List, Duration)} for one. */
    default Claim claim(String consumer, String key, Duration lease) {
        return claim(consumer, List.of(key), lease).getFirst();
    }

    /** {@link #done(String, List, Duration)} for one. */
    default void done(String consumer, String key, Duration memory) {
        done(consumer, List.of(key), memory);
    }

    /** {@link #release(List)} for one. */
    default void release(Claim.Granted claim) {
        release(List.of(claim));
    }
}
