package io.orderflow.invariants;

import static io.orderflow.invariants.Rule.Names.ORDERS;
import static io.orderflow.invariants.Rule.Names.SENTENCES;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What order-service's own tables must hold for each order. */
final class PlacementInvariants {

    /** An order and its fence get their ids, and with them their times, one after the other. */
    private static final Duration APART = Duration.ofMinutes(1);

    private PlacementInvariants() {}

    static List<Check> all(Instant since) {
        return List.of(oneOrderPerKey(), committedFences(since), linesAddUp(), statusFollowsPurchase());
    }

    private static Check oneOrderPerKey() {
        return new SqlCheck(
                Rule.always(3, "one-order-per-key", SENTENCES, "a customer's idempotency key has one order"), """
                SELECT CONCAT(customer_id, '/', idempotency_key) FROM orders.orders
                GROUP BY customer_id, idempotency_key HAVING COUNT(*) > 1
                """);
    }

    /**
     * A fence does not name its orders, so this counts: orders that were placed together have one, and each records how many
     * they were. Decisions about purchases, and what a sale returns, have fences too: these can only make fences more.
     */
    private static Check committedFences(Instant since) {
        return new SqlCheck(
                Rule.always(
                        6,
                        "one-fence-per-order",
                        SENTENCES,
                        "there is one committed fence per transaction that placed orders"),
                """
                SELECT CONCAT(fences, ' committed fences, ', placed, ' transactions of orders') FROM
                  (SELECT (SELECT COUNT(*) FROM orders.tx_fence WHERE outcome = 'COMMITTED' AND tx_id >= ?) AS fences,
                          (SELECT COALESCE(ROUND(SUM(1e0 / together)), 0) FROM orders.orders o WHERE id >= ? AND NOT EXISTS
                             (SELECT 1 FROM orders.purchase p WHERE p.ticket = o.id)) AS placed) AS missing
                WHERE fences < placed
                UNION ALL
                SELECT CONCAT(fences, ' committed fences, ', placed, ' transactions of orders') FROM
                  (SELECT (SELECT COUNT(*) FROM orders.tx_fence WHERE outcome = 'COMMITTED' AND tx_id >= ?) AS fences,
                          (SELECT COALESCE(ROUND(SUM(1e0 / together)), 0) FROM orders.orders WHERE id >= ?) AS placed) AS surplus
                WHERE fences > placed AND NOT EXISTS (SELECT 1 FROM orders.sale) AND NOT EXISTS (SELECT 1 FROM orders.purchase)
                """,
                List.of(
                        OrderIds.firstAt(since.minus(APART)),
                        OrderIds.firstAt(since),
                        OrderIds.firstAt(since),
                        OrderIds.firstAt(since.minus(APART))));
    }

    private static Check linesAddUp() {
        return new SqlCheck(
                Rule.always(7, "lines-add-up", ORDERS, "an order has lines, and they add up to its total"), """
                SELECT o.id FROM orders.orders o
                LEFT JOIN (SELECT order_id, SUM(quantity * unit_price) AS total FROM orders.order_line
                           GROUP BY order_id) AS lines_of ON lines_of.order_id = o.id
                WHERE lines_of.total IS NULL OR lines_of.total <> o.total
                """);
    }

    /** Units come back by one marked row per ticket, in the transaction that expires its order. */
    private static Check statusFollowsPurchase() {
        return new SqlCheck(
                Rule.always(
                        8,
                        "expired-when-returned",
                        ORDERS,
                        "an order is placed, or expired if and only if its units came back"),
                """
                SELECT o.id FROM orders.orders o LEFT JOIN orders.purchase p ON p.ticket = o.id
                WHERE o.status NOT IN ('PLACED', 'EXPIRED')
                   OR (o.status = 'EXPIRED') <> (p.returned_at IS NOT NULL)
                """);
    }
}
