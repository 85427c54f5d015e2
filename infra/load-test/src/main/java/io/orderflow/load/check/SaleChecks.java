package io.orderflow.load.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What order-service's and the gateway's tables must tell of one sale, and the client's own log of its rush against them. */
public final class SaleChecks {

    private SaleChecks() {}

    /** The promises that the tables tell by themselves. */
    public static List<Check> stored(String sale) {
        return List.of(
                new SqlCheck("1 what is left and what the orders hold is all of the stock", """
                        SELECT CONCAT('sale ', s.id, ': ', s.available, ' left, ', s.reserved + s.sold, ' taken, orders hold ',
                                      held.units, ' of ', s.units)
                        FROM orders.sale s,
                          (SELECT COALESCE(SUM(quantity), 0) AS units FROM orders.purchase
                           WHERE sale_id = ? AND decision = 'ORDERED' AND returned_at IS NULL) AS held
                        WHERE s.id = ? AND (s.available + held.units <> s.units OR s.reserved + s.sold <> held.units)
                        """, List.of(sale, sale)),
                new SqlCheck("2 nobody holds more than the sale's limit", """
                        SELECT p.customer_id FROM orders.purchase p JOIN orders.sale s ON s.id = p.sale_id
                        WHERE p.sale_id = ? AND p.decision = 'ORDERED' AND p.returned_at IS NULL
                        GROUP BY p.customer_id, s.limit_per_customer HAVING SUM(p.quantity) > s.limit_per_customer
                        """, List.of(sale)),
                new SqlCheck(
                        "2 a customer is charged with the units of the customer's own orders",
                        """
                        SELECT customer_id FROM (
                          SELECT customer_id, units FROM orders.sale_customer WHERE sale_id = ?
                          UNION ALL
                          SELECT customer_id, -quantity FROM orders.purchase
                          WHERE sale_id = ? AND decision = 'ORDERED' AND returned_at IS NULL) AS both_sides
                        GROUP BY customer_id HAVING SUM(units) <> 0
                        """,
                        List.of(sale, sale)),
                new SqlCheck("3 a ticket that was ordered is an order", """
                        SELECT p.ticket FROM orders.purchase p
                        WHERE p.sale_id = ? AND p.decision = 'ORDERED'
                          AND NOT EXISTS (SELECT 1 FROM orders.orders o WHERE o.id = p.ticket
                                          AND o.customer_id = p.customer_id)
                        """, List.of(sale)),
                new SqlCheck("3 a ticket that was not ordered is no order", """
                        SELECT p.ticket FROM orders.purchase p JOIN orders.orders o ON o.id = p.ticket
                        WHERE p.sale_id = ? AND p.decision <> 'ORDERED'
                        """, List.of(sale)),
                new SqlCheck("14 what order-service has decided, the gateway knows", """
                        SELECT p.ticket FROM orders.purchase p LEFT JOIN sales.ticket t ON t.id = p.ticket
                        WHERE p.sale_id = ? AND (t.id IS NULL OR t.customer_id <> p.customer_id
                          OR t.quantity <> p.quantity
                          OR t.status <> IF(p.returned_at IS NULL, p.decision, t.status)
                          OR t.ordered <> (p.decision = 'ORDERED'))
                        """, List.of(sale)),
                new SqlCheck("14 the gateway knows no decision that order-service has not made", """
                        SELECT t.id FROM sales.ticket t
                        WHERE t.sale_id = ? AND NOT EXISTS (SELECT 1 FROM orders.purchase p WHERE p.ticket = t.id)
                        """, List.of(sale)),
                applied(sale, "points", "points.points_entry", "points.delivery_failure"),
                applied(sale, "a coupon", "coupons.coupon", "coupons.delivery_failure"),
                applied(sale, "a notification", "notifications.notification", "notifications.delivery_failure"));
    }

    /**
     * The client's log against the tables, both ways.
     *
     * @param prefix of this run's customers and of nobody else
     * @param forgerPrefix of those without a valid token
     * @param tickets customer by ticket, for each 202
     * @param inDoubt customers of requests that may have left a ticket although nobody was told
     */
    public static List<Check> ofClient(
            String sale, String prefix, String forgerPrefix, Map<UUID, String> tickets, Set<String> inDoubt) {
        return List.of(
                new Decided(sale, tickets),
                new NothingElse(sale, tickets, inDoubt),
                new OrdersOfTickets(prefix, tickets, inDoubt),
                effectsOfNobodyElse(prefix, "points", "points.points_entry"),
                effectsOfNobodyElse(prefix, "coupon", "coupons.coupon"),
                effectsOfNobodyElse(prefix, "notification", "notifications.notification"),
                new SqlCheck(
                        "14 nobody without a valid token has a ticket, a purchase or an order",
                        """
                        SELECT id FROM sales.ticket WHERE customer_id LIKE ?
                        UNION SELECT ticket FROM orders.purchase WHERE customer_id LIKE ?
                        UNION SELECT id FROM orders.orders WHERE customer_id LIKE ?
                        """,
                        List.of(forgerPrefix + "%", forgerPrefix + "%", forgerPrefix + "%")));
    }

    private static Check applied(String sale, String effect, String table, String failures) {
        return new SqlCheck(
                "9 an order of the sale has %s, or a dead letter".formatted(effect),
                """
                SELECT p.ticket FROM orders.purchase p
                WHERE p.sale_id = ? AND p.decision = 'ORDERED'
                  AND NOT EXISTS (SELECT 1 FROM %s e WHERE e.order_id = p.ticket)
                  AND NOT EXISTS (SELECT 1 FROM %s f WHERE f.message_key = p.ticket AND f.disposition = 'DEAD_LETTER')
                """.formatted(table, failures),
                List.of(sale));
    }

    private static Check effectsOfNobodyElse(String prefix, String effect, String table) {
        return new SqlCheck(
                "5 no %s of this run's customers without an ordered ticket".formatted(effect),
                """
                SELECT e.order_id FROM %s e WHERE e.customer_id LIKE ?
                  AND NOT EXISTS (SELECT 1 FROM orders.purchase p WHERE p.ticket = e.order_id AND p.decision = 'ORDERED')
                """.formatted(table),
                List.of(prefix + "%"));
    }

    private record Decided(String sale, Map<UUID, String> tickets) implements Check {

        @Override
        public String fact() {
            return "14 every ticket that a client was given ended as order, refusal or expiry, for that client";
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var decided = rows(auditor, "SELECT ticket, customer_id FROM orders.purchase WHERE sale_id = ?", sale);
            var open = Offenders.collect();
            tickets.forEach((ticket, customer) -> {
                if (!customer.equals(decided.get(ticket.toString()))) {
                    open.add(ticket.toString());
                }
            });
            return open.found();
        }
    }

    private record NothingElse(String sale, Map<UUID, String> tickets, Set<String> inDoubt) implements Check {

        @Override
        public String fact() {
            return "14 no ticket was decided that no client was given";
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var decided = rows(auditor, "SELECT ticket, customer_id FROM orders.purchase WHERE sale_id = ?", sale);
            return unknown(decided, tickets, inDoubt);
        }
    }

    private record OrdersOfTickets(String prefix, Map<UUID, String> tickets, Set<String> inDoubt) implements Check {

        @Override
        public String fact() {
            return "11 no order of this run's customers exists without a ticket of theirs";
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var orders =
                    rows(auditor, "SELECT id, customer_id FROM orders.orders WHERE customer_id LIKE ?", prefix + "%");
            return unknown(orders, tickets, inDoubt);
        }
    }

    private static Offenders unknown(Map<String, String> stored, Map<UUID, String> tickets, Set<String> inDoubt) {
        var given = new HashSet<String>();
        tickets.keySet().forEach(ticket -> given.add(ticket.toString()));
        var unknown = Offenders.collect();
        stored.forEach((ticket, customer) -> {
            if (!given.contains(ticket) && !inDoubt.contains(customer)) {
                unknown.add(ticket);
            }
        });
        return unknown.found();
    }

    private static Map<String, String> rows(Connection auditor, String query, String parameter) throws SQLException {
        try (var select = auditor.prepareStatement(query)) {
            select.setString(1, parameter);
            var rows = new HashMap<String, String>();
            try (var result = select.executeQuery()) {
                while (result.next()) {
                    rows.put(result.getString(1), result.getString(2));
                }
            }
            return rows;
        }
    }
}
