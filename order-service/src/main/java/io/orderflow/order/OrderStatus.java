package io.orderflow.order;

/** Where an order stands. */
public enum OrderStatus {
    PLACED
}
