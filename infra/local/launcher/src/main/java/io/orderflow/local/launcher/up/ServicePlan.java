package io.orderflow.local.launcher.up;

import io.orderflow.local.servers.Topology;
import java.util.List;

/**
 * What the launcher has to know about a service.
 *
 * @param module its folder in the checkout; the last part of it names jar and process
 * @param port at offset 0
 * @param heap of its JVM, MiB
 * @param collector of its JVM
 * @param niceness 0 for services that answer customers directly, up to 19: all share the cores of one machine, and in a rush,
 *     background services must not delay the others
 */
record ServicePlan(String module, int port, String schema, String user, int heap, Collector collector, int niceness) {

    /** Garbage collection. */
    enum Collector {
        /** Least memory and least processor time; now and then everything pauses for 0.2 s. */
        SMALL {
            @Override
            List<String> flags(int heap) {
                return List.of("-XX:+UseSerialGC");
            }
        },

        /**
         * For services that customers wait for in a rush. All of the heap from the beginning, and fixed what of it is for the
         * young and at which occupancy old garbage is looked for: left to itself the collector blames its own size for every
         * pause in which others had the core, collects nearly twice as often, and looks for old garbage every second.
         */
        SHORT_PAUSES {
            @Override
            List<String> flags(int heap) {
                return List.of(
                        "-XX:+UseG1GC",
                        "-Xms" + heap + "m",
                        "-Xmn" + heap * 5 / 8 + "m",
                        "-XX:-G1UseAdaptiveIHOP",
                        "-XX:InitiatingHeapOccupancyPercent=30");
            }
        };

        abstract List<String> flags(int heap);
    }

    static final ServicePlan ORDER_SERVICE =
            new ServicePlan("order-service", 8081, "orders", "order_service", 384, Collector.SMALL, 5);

    static final ServicePlan GATEWAY =
            new ServicePlan("seckill-gateway", 8085, "sales", "seckill_gateway", 640, Collector.SHORT_PAUSES, 0);

    static final ServicePlan DASHBOARD =
            new ServicePlan("infra/dashboard", 8090, "dashboard", "dashboard", 256, Collector.SMALL, 5);

    /** order-service and the gateway answer the customers and get the larger heaps. All together stay well below 3 GiB. */
    static List<ServicePlan> all() {
        return List.of(
                ORDER_SERVICE,
                new ServicePlan("points-service", 8082, "points", "points_service", 192, Collector.SMALL, 10),
                new ServicePlan("coupon-service", 8083, "coupons", "coupon_service", 192, Collector.SMALL, 10),
                new ServicePlan("notify-service", 8084, "notifications", "notify_service", 192, Collector.SMALL, 10),
                GATEWAY,
                DASHBOARD);
    }

    String migrationUser() {
        return new Topology.Schema(schema, user).migrationUser();
    }

    String name() {
        return module.substring(module.lastIndexOf('/') + 1);
    }
}
