package io.orderflow.local.servers;

import java.util.List;

/** What the services expect to find on their servers: one schema and one user per service, topics, consumer groups. */
public record Topology(List<Schema> schemas, List<String> topics, List<String> consumerGroups) {

    /** @param user reads and writes rows in this schema, and may nothing else, here or elsewhere */
    public record Schema(String name, String user) {

        /** Owns the schema: makes its tables, changes them, and grants {@link #user} its rights in each. */
        public String migrationUser() {
            return user + "_migration";
        }
    }

    /** The user that may read every schema and write none: reports and invariant checks. */
    public static final String AUDITOR = "auditor";

    public static Topology orderflow() {
        return new Topology(
                List.of(
                        new Schema("orders", "order_service"),
                        new Schema("points", "points_service"),
                        new Schema("coupons", "coupon_service"),
                        new Schema("notifications", "notify_service"),
                        new Schema("sales", "seckill_gateway"),
                        new Schema("dashboard", "dashboard"),
                        // The load test's comparison writes here and nowhere else.
                        new Schema("load_floor", "load_floor")),
                BrokerUser.topics(),
                BrokerUser.groups());
    }
}
