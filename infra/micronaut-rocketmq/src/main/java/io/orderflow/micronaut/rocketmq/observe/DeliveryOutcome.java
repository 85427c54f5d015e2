package io.orderflow.micronaut.rocketmq.observe;

/** How a delivery ended. */
public enum DeliveryOutcome {
    APPLIED,
    /** A claim knew it: an earlier delivery applied it. */
    ALREADY_CLAIMED,
    /** The database knew it: an earlier delivery applied it. */
    ALREADY_STORED,
    /** Somebody else was at it; not a failure. */
    LATER,
    REDELIVER,
    DEAD_LETTER,
    /** A broadcast's: nobody gets it again. */
    FAILED
}
