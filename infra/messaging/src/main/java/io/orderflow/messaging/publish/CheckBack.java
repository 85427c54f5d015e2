package io.orderflow.messaging.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the broker's question "how did this transaction end?" from the fence alone, on any instance of the service.
 *
 * <p>Never guesses: a young half message, a lock that is held, an unavailable database, all mean {@link Verdict#UNKNOWN}, and
 * the broker asks again. A wrong clock on this instance can make it give up a transaction that has not written its fence yet;
 * that transaction then fails as a whole and its caller learns of it.
 */
public final class CheckBack {

    private static final Logger LOG = LoggerFactory.getLogger(CheckBack.class);

    private final Fence fence;
    private final Duration grace;
    private final Clock clock;

    /** @param grace how long a local transaction may take to write its fence before it is given up */
    public CheckBack(Fence fence, Duration grace, Clock clock) {
        this.fence = fence;
        this.grace = grace;
        this.clock = clock;
    }

    /** @param bornAt when the half message was sent */
    public Verdict answer(String txId, Instant bornAt) {
        try {
            var decided = fence.read(txId);
            if (decided.isPresent()) {
                return verdict(decided.get());
            }
            if (bornAt.plus(grace).isAfter(clock.instant())) {
                return Verdict.UNKNOWN;
            }
            return verdict(fence.abandon(txId));
        } catch (Exception undecided) {
            LOG.warn("Check-back of transaction {} can't be answered yet; the broker will ask again", txId, undecided);
            return Verdict.UNKNOWN;
        }
    }

    private static Verdict verdict(Fence.Outcome outcome) {
        return switch (outcome) {
            case COMMITTED -> Verdict.COMMIT;
            case ABANDONED -> Verdict.ROLLBACK;
        };
    }
}
