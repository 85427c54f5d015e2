package io.orderflow.event;

/** Where order events travel. */
public final class OrderEvents {

    /** The message key is always the order id. */
    public static final String TOPIC = "order-events";

    /** Tag of {@link OrderPlaced}. */
    public static final String PLACED = "placed";

    /** From order-service to itself: orders that one transaction placed, before each of them is published on {@link #TOPIC}. */
    public static final String GROUPS = "order-groups";

    /** Tag of {@link OrdersPlaced}. */
    public static final String PLACED_TOGETHER = "placed-together";

    private OrderEvents() {}
}
