package io.orderflow.order;

public enum OrderStatus {
    PLACED,
    /** Not paid for in time: its units are for sale again. */
    EXPIRED
}
