package io.orderflow.order;

/** Where an order stands. */
public enum OrderStatus {
    PLACED,
    /** Nobody paid for it in time: its units are for sale again. */
    EXPIRED
}
