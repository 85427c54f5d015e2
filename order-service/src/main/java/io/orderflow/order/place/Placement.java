package io.orderflow.order.place;

import io.orderflow.order.Order;

/** The result of a request to place an order. */
sealed interface Placement {

    /** It exists now, or existed already under this idempotency key. */
    record Placed(Order order) implements Placement {}

    /** @param index of the line, from 0 */
    record UnknownSku(int index, String sku) implements Placement {}

    record MixedCurrencies() implements Placement {}

    /** The same key is being worked on; its result can be fetched with the same key in a moment. */
    record InFlight() implements Placement {}

    /** The key belongs to an order with other lines. */
    record KeyReused() implements Placement {}

    /** Broker or database can't take it now. Nothing was written, or a repeat with the same key finds the order. */
    record Unavailable() implements Placement {}

    /** It can't be written, now or later. Nothing happened. */
    record Unprocessable() implements Placement {}
}
