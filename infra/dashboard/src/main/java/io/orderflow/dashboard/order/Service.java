package io.orderflow.dashboard.order;

import java.util.List;
import java.util.Optional;

/** The services, from left to right, each with its schema and the groups in which it consumes. */
enum Service {
    GATEWAY("seckill-gateway", "sales", List.of("ticket-settlement", "ticket-push", "sale-warming", "sale-signals")),
    ORDERS(
            "order-service",
            "orders",
            List.of(
                    "order-delivery-audit",
                    "order-fan-out",
                    "purchase-placement",
                    "purchase-fan-out",
                    "payment-expiry",
                    "sale-allocation")),
    POINTS("points-service", "points", List.of("points-service")),
    COUPONS("coupon-service", "coupons", List.of("coupon-service")),
    NOTIFICATIONS("notify-service", "notifications", List.of("notify-service"));

    private final String title;
    private final String schema;
    private final List<String> groups;

    Service(String title, String schema, List<String> groups) {
        this.title = title;
        this.schema = schema;
        this.groups = groups;
    }

    /** As it calls itself. */
    String title() {
        return title;
    }

    String schema() {
        return schema;
    }

    List<String> groups() {
        return groups;
    }

    /** The service that consumes in that group. */
    static Optional<Service> of(String group) {
        for (var service : values()) {
            if (service.groups.contains(group)) {
                return Optional.of(service);
            }
        }
        return Optional.empty();
    }

    /** A group of no known service is its own lane. */
    static String titleOf(String group) {
        return of(group).map(Service::title).orElse(group);
    }
}
