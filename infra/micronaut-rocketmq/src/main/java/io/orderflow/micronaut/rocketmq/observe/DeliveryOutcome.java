package io.orderflow.micronaut.rocketmq.observe;

/** How a delivery ended. */
public enum DeliveryOutcome {
    APPLIED,
    /** A claim knew it: an earlier delivery applied it. */
    ALREADY_CLAIMED,
    /** The database knew it: an earlier delivery applied it. */
    ALREADY_STORED,
    /** Another consumer was applying it; not a failure. */
    LATER,
    REDELIVER,
    DEAD_LETTER,
    /** Of a broadcast: it is not redelivered. */
    FAILED
}
