package io.orderflow.load.drain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** When the last effect of a run was stored, by the clock of the service that stored it. */
public final class LastEffect {

    private static final String LATEST = """
            SELECT MAX(UNIX_TIMESTAMP(at)) FROM (
              SELECT MAX(created_at) AS at FROM points.points_entry WHERE customer_id LIKE ?
              UNION ALL SELECT MAX(created_at) FROM coupons.coupon WHERE customer_id LIKE ?
              UNION ALL SELECT MAX(created_at) FROM notifications.notification WHERE customer_id LIKE ?
              UNION ALL SELECT MAX(seen_at) FROM orders.orders WHERE customer_id LIKE ?) AS effects
            """;

    private LastEffect() {}

    /** @return milliseconds since 1970; empty if there is none */
    public static OptionalLong millis(Connection auditor, String customerPrefix) throws SQLException {
        try (var select = auditor.prepareStatement(LATEST)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                select.setString(parameter, customerPrefix + "%");
            }
            try (var row = select.executeQuery()) {
                row.next();
                var seconds = row.getBigDecimal(1);
                return seconds == null
                        ? OptionalLong.empty()
                        : OptionalLong.of(seconds.movePointRight(3).longValue());
            }
        }
    }
}
