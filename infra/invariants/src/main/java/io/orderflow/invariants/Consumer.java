package io.orderflow.invariants;

/** Who has to do something about an order that was placed. */
public enum Consumer {
    POINTS("points-service", "points", "points_entry", "points"),
    COUPONS("coupon-service", "coupons", "coupon", "a coupon"),
    NOTIFICATIONS("notify-service", "notifications", "notification", "a notification"),
    /** Its effect is a column of the order itself. */
    AUDIT("order-delivery-audit", "orders", "orders", "been seen");

    private final String group;
    private final String schema;
    private final String table;
    private final String effect;

    Consumer(String group, String schema, String table, String effect) {
        this.group = group;
        this.schema = schema;
        this.table = table;
        this.effect = effect;
    }

    public String group() {
        return group;
    }

    public String schema() {
        return schema;
    }

    /** Where its effects are, schema included. */
    String table() {
        return schema + "." + table;
    }

    String effect() {
        return effect;
    }
}
