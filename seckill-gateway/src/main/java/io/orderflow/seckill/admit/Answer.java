package io.orderflow.seckill.admit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to a purchase attempt. */
sealed interface Answer {

    /**
     * @param position in the queue, from 1; 0 if the ticket does not wait any more
     * @param estimatedWait null while nothing is being decided
     * @param lookAfter when to ask for its decision
     */
    record Ticket(String ticket, long position, @Nullable Duration estimatedWait, Duration lookAfter)
            implements Answer {}

    record SoldOut() implements Answer {}

    /** The key has bought another quantity before. */
    record KeyReused() implements Answer {}

    /** @param ticket that holds the latest of the units; empty if too many were asked for at once */
    record LimitReached(String ticket, int limit) implements Answer {}

    /** @param remaining until a repeat may help */
    record OpensLater(Instant opensAt, Duration remaining) implements Answer {}

    /** Not now, and it is not known when. */
    record NotOpen(Why why) implements Answer {

        enum Why {
            WARMING,
            NOT_OPENED,
            PAUSED,
            REBUILDING,
            CLOSED,
            REFUSED
        }
    }

    /** @param retryAfter when there may be room */
    record QueueFull(Duration retryAfter) implements Answer {}

    record RateLimited(Whose whose) implements Answer {

        enum Whose {
            CUSTOMER,
            ADDRESS,
            SALE
        }
    }

    record BadToken(Why why) implements Answer {

        enum Why {
            MISSING,
            FORGED,
            EXPIRED,
            OTHER_CUSTOMER,
            OTHER_SALE,
            OTHER_EPOCH,
            REPLAYED
        }
    }

    /** Redis does not answer. A repeat finds the ticket if there is one. */
    record Unavailable() implements Answer {}

    /** This request, and no other, can't be processed. */
    record Unprocessable() implements Answer {}
}
