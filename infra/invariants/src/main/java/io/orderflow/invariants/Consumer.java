package io.orderflow.invariants;

/** The consumers that must have an effect for each placed order. */
public enum Consumer {
    POINTS("points-service", "points", "points.points_entry", "points"),
    COUPONS("coupon-service", "coupons", "coupons.coupon", "a coupon"),
    NOTIFICATIONS("notify-service", "notifications", "notifications.notification", "a notification"),
    /** Its effect is a column of the order itself. */
    AUDIT("order-delivery-audit", "orders", "orders.orders", "been seen") {
        @Override
        public String applied(String order) {
            return "EXISTS (SELECT 1 FROM orders.orders e WHERE e.id = %s AND e.seen_at IS NOT NULL)".formatted(order);
        }
    };

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

    /** A condition that holds once the effect on {@code order} is stored. */
    public String applied(String order) {
        return "EXISTS (SELECT 1 FROM %s e WHERE e.order_id = %s)".formatted(table, order);
    }

    String table() {
        return table;
    }

    String effect() {
        return effect;
    }
}
