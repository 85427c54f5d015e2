package io.orderflow.load.check;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.SqlCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The client's own log of a rush against the tables, both ways. */
public final class SaleChecks {

    private SaleChecks() {}

    /**
     * @param prefix of this run's customers alone
     * @param forgerPrefix of those without a valid token
     * @param tickets customer by ticket, for each 202
     * @param inDoubt customers of requests that may have left a ticket without an answer that names it
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
                        Rule.always(
                                14,
                                "nothing-for-forgers",
                                Rule.Names.TICKETS,
                                "nobody without a valid token has a ticket, a purchase or an order"),
                        """
                        SELECT id FROM sales.ticket WHERE customer_id LIKE ?
                        UNION SELECT ticket FROM orders.purchase WHERE customer_id LIKE ?
                        UNION SELECT id FROM orders.orders WHERE customer_id LIKE ?
                        """,
                        List.of(forgerPrefix + "%", forgerPrefix + "%", forgerPrefix + "%")));
    }

    private static Check effectsOfNobodyElse(String prefix, String effect, String table) {
        return new SqlCheck(
                Rule.always(
                        5,
                        effect + "-has-ticket",
                        Rule.Names.TICKETS,
                        "no %s of this run's customers without an ordered ticket".formatted(effect)),
                """
                SELECT e.order_id FROM %s e WHERE e.customer_id LIKE ?
                  AND NOT EXISTS (SELECT 1 FROM orders.purchase p WHERE p.ticket = e.order_id AND p.decision = 'ORDERED')
                """.formatted(table),
                List.of(prefix + "%"));
    }

    private record Decided(String sale, Map<UUID, String> tickets) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    14,
                    "ticket-ended",
                    Rule.Names.TICKETS,
                    "every ticket that a client was given ended as order, refusal or expiry, for that client");
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
        public Rule rule() {
            return Rule.quiet(
                    14, "only-given-tickets", Rule.Names.TICKETS, "no ticket was decided that no client was given");
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var decided = rows(auditor, "SELECT ticket, customer_id FROM orders.purchase WHERE sale_id = ?", sale);
            return unknown(decided, tickets, inDoubt);
        }
    }

    private record OrdersOfTickets(String prefix, Map<UUID, String> tickets, Set<String> inDoubt) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    11,
                    "only-ticket-orders",
                    Rule.Names.TICKETS,
                    "no order of this run's customers exists without a ticket of theirs");
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
