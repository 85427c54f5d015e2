package io.orderflow.load.check;

import java.util.List;
import java.util.Locale;

/** The invariants that the four schemas tell by themselves, over everything that they hold. */
public final class StoredInvariants {

    private StoredInvariants() {}

    /** @param sinceMillis when this run began: fences are swept after some days, so older ones can't be counted */
    public static List<Check> all(long sinceMillis) {
        return List.of(
                new SqlCheck("3 a customer's idempotency key has one order", """
                        SELECT CONCAT(customer_id, '/', idempotency_key) FROM orders.orders
                        GROUP BY customer_id, idempotency_key HAVING COUNT(*) > 1
                        """),
                new SqlCheck("3 the ledger has one entry per order and type", """
                        SELECT CONCAT(order_id, '/', type) FROM points.points_entry
                        GROUP BY order_id, type HAVING COUNT(*) > 1
                        """),
                new SqlCheck("3 an order has one coupon", """
                        SELECT order_id FROM coupons.coupon GROUP BY order_id HAVING COUNT(*) > 1
                        """),
                new SqlCheck("3 an order has one notification of a kind", """
                        SELECT CONCAT(order_id, '/', kind) FROM notifications.notification
                        GROUP BY order_id, kind HAVING COUNT(*) > 1
                        """),
                new SqlCheck("4 a customer's ledger adds up to the balance", """
                        SELECT customer_id FROM (
                          SELECT customer_id, SUM(points) AS points FROM points.points_entry GROUP BY customer_id
                          UNION ALL SELECT customer_id, -balance FROM points.points_balance) AS both_sides
                        GROUP BY customer_id HAVING SUM(points) <> 0
                        """),
                withoutOrder("points", "points.points_entry"),
                withoutOrder("coupon", "coupons.coupon"),
                withoutOrder("notification", "notifications.notification"),
                new SqlCheck(
                        "6 there is one committed fence per order of this run",
                        """
                        SELECT CONCAT(fences, ' committed fences, ', placed, ' orders') FROM
                          (SELECT COUNT(*) AS fences FROM orders.tx_fence WHERE outcome = 'COMMITTED' AND tx_id >= ?) AS f,
                          (SELECT COUNT(*) AS placed FROM orders.orders WHERE id >= ?) AS o
                        WHERE fences <> placed
                        """,
                        List.of(firstIdAt(sinceMillis), firstIdAt(sinceMillis))),
                new SqlCheck("7 an order has lines, and they add up to its total", """
                        SELECT o.id FROM orders.orders o
                        LEFT JOIN (SELECT order_id, SUM(quantity * unit_price) AS total FROM orders.order_line
                                   GROUP BY order_id) AS lines_of ON lines_of.order_id = o.id
                        WHERE lines_of.total IS NULL OR lines_of.total <> o.total
                        """),
                applied("points", "points", "points_entry"),
                applied("a coupon", "coupons", "coupon"),
                applied("a notification", "notifications", "notification"),
                new SqlCheck("9 an order was seen coming back from the broker, or is a dead letter of the audit", """
                        SELECT o.id FROM orders.orders o WHERE o.seen_at IS NULL AND NOT EXISTS (
                          SELECT 1 FROM orders.delivery_failure f
                          WHERE f.message_key = o.id AND f.disposition = 'DEAD_LETTER')
                        """),
                new SqlCheck("10 an order's points are 1 per 100 cents of its total", """
                        SELECT o.id FROM orders.orders o
                        JOIN (SELECT order_id, SUM(points) AS points FROM points.points_entry GROUP BY order_id) AS e
                          ON e.order_id = o.id
                        WHERE e.points <> o.total DIV 100
                        """));
    }

    private static Check withoutOrder(String effect, String table) {
        return new SqlCheck("5 no %s without its order".formatted(effect), """
                SELECT e.order_id FROM %s e WHERE NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.id = e.order_id)
                """.formatted(table));
    }

    private static Check applied(String effect, String schema, String table) {
        return new SqlCheck("9 an order has %s, or a dead letter".formatted(effect), """
                SELECT o.id FROM orders.orders o
                WHERE NOT EXISTS (SELECT 1 FROM %1$s.%2$s e WHERE e.order_id = o.id)
                  AND NOT EXISTS (SELECT 1 FROM %1$s.delivery_failure f
                                  WHERE f.message_key = o.id AND f.disposition = 'DEAD_LETTER')
                """.formatted(schema, table));
    }

    /** Order and transaction ids are UUIDs of version 7: the first 48 bits are the time in milliseconds. */
    static String firstIdAt(long millis) {
        return String.format(Locale.ROOT, "%08x-%04x-0000-0000-000000000000", millis >>> 16, millis & 0xffff);
    }
}
