package io.orderflow.event;

/** Where the requests of a flash sale travel, and what becomes of them. */
public final class PurchaseEvents {

    /** From the gateway to order-service. */
    public static final String REQUESTS = "purchase-requests";

    /** Tag of {@link PurchaseRequested}. */
    public static final String REQUESTED = "requested";

    /** Tag of {@link PurchasesRequested}. */
    public static final String REQUESTED_TOGETHER = "requested-together";

    /** From order-service to the gateway, and to order-service's own fan-out; one message carries many outcomes. */
    public static final String OUTCOMES = "purchase-outcomes";

    /** Tag of {@link PurchasesDecided}. */
    public static final String DECIDED = "decided";

    /** Tag of {@link UnitsReturned}. */
    public static final String RETURNED = "returned";

    private PurchaseEvents() {}
}
