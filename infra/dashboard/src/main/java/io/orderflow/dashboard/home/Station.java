package io.orderflow.dashboard.home;

import java.util.List;

/** A service of the flow, and the groups in which it consumes. */
enum Station {
    ORDERS(
            "order-service",
            List.of(
                    "purchase-placement",
                    "purchase-fan-out",
                    "order-delivery-audit",
                    "order-fan-out",
                    "payment-expiry",
                    "sale-allocation")),
    POINTS("points-service", List.of("points-service")),
    COUPONS("coupon-service", List.of("coupon-service")),
    NOTIFICATIONS("notify-service", List.of("notify-service")),
    GATEWAY("seckill-gateway", List.of("ticket-settlement", "sale-warming"));

    private final String service;
    private final List<String> groups;

    Station(String service, List<String> groups) {
        this.service = service;
        this.groups = groups;
    }

    String service() {
        return service;
    }

    List<String> groups() {
        return groups;
    }
}
