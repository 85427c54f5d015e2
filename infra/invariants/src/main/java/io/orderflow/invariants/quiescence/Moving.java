package io.orderflow.invariants.quiescence;

/**
 * Something that has not come to rest.
 *
 * @param of the consumer group, or empty where it belongs to no group
 */
public record Moving(What what, String of, long count) {

    public enum What {
        /** Without a verdict at the broker. */
        HALF_MESSAGES,
        /** Placed a moment ago. */
        NEW_ORDERS,
        /** Messages before a consumer group. */
        BACKLOG,
        /** Orders whose delivery failed, and is tried again later. */
        RETRIES
    }
}
