package io.orderflow.event;

/** Where order events travel. The message key is always the order id. */
public final class OrderEvents {

    public static final String TOPIC = "order-events";

    /** Tag of {@link OrderPlaced}. */
    public static final String PLACED = "placed";

    private OrderEvents() {}
}
