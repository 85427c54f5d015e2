package io.orderflow.load.drain;

import java.sql.Connection;
import java.sql.SQLException;

/** How many orders of one run exist, and how many of them each consumer has applied. */
public record Effects(long orders, long points, long coupons, long notifications, long seen) {

    private static final String COUNT = """
            SELECT (SELECT COUNT(*) FROM orders.orders WHERE customer_id LIKE ?),
                   (SELECT COUNT(*) FROM points.points_entry WHERE customer_id LIKE ?),
                   (SELECT COUNT(*) FROM coupons.coupon WHERE customer_id LIKE ?),
                   (SELECT COUNT(*) FROM notifications.notification WHERE customer_id LIKE ?),
                   (SELECT COUNT(*) FROM orders.orders WHERE customer_id LIKE ? AND seen_at IS NOT NULL)
            """;

    static Effects of(Connection auditor, String customerPrefix) throws SQLException {
        try (var select = auditor.prepareStatement(COUNT)) {
            for (int parameter = 1; parameter <= 5; parameter++) {
                select.setString(parameter, customerPrefix + "%");
            }
            try (var row = select.executeQuery()) {
                row.next();
                return new Effects(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    boolean complete() {
        return audited() && points >= orders && coupons >= orders && notifications >= orders;
    }

    boolean audited() {
        return seen >= orders;
    }
}
