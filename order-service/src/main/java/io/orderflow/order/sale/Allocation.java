package io.orderflow.order.sale;

/** What became of a request to warm a sale. */
sealed interface Allocation {

    /** @param available when the epoch began; a repeat gets the same */
    record Declared(long available) implements Allocation {}

    /** The sale is in a later epoch; nobody waits for an answer. */
    record Outdated() implements Allocation {}

    /** @param reason for a person */
    record Refused(String reason) implements Allocation {}
}
