package io.orderflow.event;

/** How gateway and order-service agree on a sale's epoch and stock. The message key is the sale's id. */
public final class SaleEvents {

    public static final String TOPIC = "sale-events";

    /** Tag of {@link SaleWarming}. */
    public static final String WARMING = "warming";

    /** Tag of {@link StockDeclared}. */
    public static final String STOCK_DECLARED = "stock-declared";

    /** Tag of {@link SaleWarmingRefused}. */
    public static final String WARMING_REFUSED = "warming-refused";

    /** From one instance of the gateway to all of them. */
    public static final String SIGNALS = "sale-signals";

    /** Tag of {@link SaleChanged}. */
    public static final String CHANGED = "changed";

    private SaleEvents() {}
}
