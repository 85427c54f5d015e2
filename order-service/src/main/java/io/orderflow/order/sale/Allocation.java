package io.orderflow.order.sale;

/** The result of a request to allocate a sale. */
sealed interface Allocation {

    /** @param available when the epoch began; a repeat gets the same */
    record Declared(long available) implements Allocation {}

    /** The sale is in a later epoch; no answer is expected. */
    record Outdated() implements Allocation {}

    /** @param reason for a person */
    record Refused(String reason) implements Allocation {}
}
