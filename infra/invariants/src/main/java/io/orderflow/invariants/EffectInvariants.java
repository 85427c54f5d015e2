package io.orderflow.invariants;

import static io.orderflow.invariants.Rule.Names.CUSTOMERS;
import static io.orderflow.invariants.Rule.Names.ORDERS;

import java.util.List;

/** What the consumers' tables must hold for each order. */
final class EffectInvariants {

    private EffectInvariants() {}

    static List<Check> all(DeadLetters deadLetters) {
        return List.of(
                new SqlCheck(
                        Rule.always(3, "one-entry-per-type", ORDERS, "the ledger has one entry per order and type"),
                        """
                        SELECT order_id FROM points.points_entry GROUP BY order_id, type HAVING COUNT(*) > 1
                        """),
                new SqlCheck(Rule.always(3, "one-coupon", ORDERS, "an order has one coupon"), """
                        SELECT order_id FROM coupons.coupon GROUP BY order_id HAVING COUNT(*) > 1
                        """),
                new SqlCheck(
                        Rule.always(3, "one-notification", ORDERS, "an order has one notification of a kind"), """
                        SELECT order_id FROM notifications.notification GROUP BY order_id, kind HAVING COUNT(*) > 1
                        """),
                new SqlCheck(
                        Rule.always(4, "ledger-is-balance", CUSTOMERS, "a customer's ledger adds up to the balance"),
                        """
                        SELECT customer_id FROM (
                          SELECT customer_id, SUM(points) AS points FROM points.points_entry GROUP BY customer_id
                          UNION ALL SELECT customer_id, -balance FROM points.points_balance) AS both_sides
                        GROUP BY customer_id HAVING SUM(points) <> 0
                        """),
                withoutOrder(Consumer.POINTS, "points"),
                withoutOrder(Consumer.COUPONS, "coupon"),
                withoutOrder(Consumer.NOTIFICATIONS, "notification"),
                applied(Consumer.POINTS, deadLetters),
                applied(Consumer.COUPONS, deadLetters),
                applied(Consumer.NOTIFICATIONS, deadLetters),
                new SqlCheck(
                        Rule.quiet(
                                9,
                                "order-seen",
                                ORDERS,
                                "an order was seen coming back from the broker, or is an open dead letter of the audit"),
                        """
                        SELECT o.id FROM orders.orders o WHERE o.seen_at IS NULL AND NOT EXISTS %s
                        """.formatted(deadLetters.stands(Consumer.AUDIT, "o.id"))),
                new SqlCheck(
                        Rule.quiet(10, "points-by-rule", ORDERS, "an order's points are 1 per 100 cents of its total"),
                        """
                        SELECT o.id FROM orders.orders o
                        JOIN (SELECT order_id, SUM(points) AS points FROM points.points_entry GROUP BY order_id) AS e
                          ON e.order_id = o.id
                        WHERE e.points <> o.total DIV 100
                        """));
    }

    private static Check withoutOrder(Consumer consumer, String effect) {
        return new SqlCheck(
                Rule.always(5, effect + "-has-order", ORDERS, "no %s without its order".formatted(effect)),
                """
                SELECT e.order_id FROM %s e WHERE NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.id = e.order_id)
                """.formatted(consumer.table()));
    }

    private static Check applied(Consumer consumer, DeadLetters deadLetters) {
        return new SqlCheck(
                Rule.quiet(
                        9,
                        "applied-" + consumer.schema(),
                        ORDERS,
                        "an order has %s, or an open dead letter".formatted(consumer.effect())),
                """
                SELECT o.id FROM orders.orders o
                WHERE NOT %s AND NOT EXISTS %s
                """.formatted(consumer.applied("o.id"), deadLetters.stands(consumer, "o.id")));
    }
}
