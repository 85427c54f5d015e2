package io.orderflow.load.check;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The client's own log of a run against the tables, both ways. */
public final class ClientLogChecks {

    private ClientLogChecks() {}

    /**
     * @param customerPrefix of this run's customers alone
     * @param accepted order id by idempotency key, for each 201
     * @param inDoubt keys of requests that may have left an order although the client was not told
     */
    public static List<Check> of(String customerPrefix, Map<String, UUID> accepted, Set<String> inDoubt) {
        return List.of(
                new Accepted(customerPrefix, accepted), new NothingElse(customerPrefix, accepted.keySet(), inDoubt));
    }

    private record Accepted(String customerPrefix, Map<String, UUID> accepted) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    11,
                    "accepted-order-exists",
                    Rule.Names.ORDERS,
                    "every order that a client was told of exists under its key");
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var stored = stored(auditor, customerPrefix);
            var missing = Offenders.collect();
            accepted.forEach((key, id) -> {
                if (!id.toString().equals(stored.get(key))) {
                    missing.add(id.toString());
                }
            });
            return missing.found();
        }
    }

    private record NothingElse(String customerPrefix, Set<String> accepted, Set<String> inDoubt) implements Check {

        @Override
        public Rule rule() {
            return Rule.quiet(
                    11,
                    "nothing-unsent",
                    Rule.Names.ORDERS,
                    "no order exists that no client of this run sent, or that was refused to it");
        }

        @Override
        public Offenders look(Connection auditor) throws SQLException {
            var unexpected = Offenders.collect();
            stored(auditor, customerPrefix).forEach((key, id) -> {
                if (!accepted.contains(key) && !inDoubt.contains(key)) {
                    unexpected.add(id);
                }
            });
            return unexpected.found();
        }
    }

    private static Map<String, String> stored(Connection auditor, String customerPrefix) throws SQLException {
        try (var select =
                auditor.prepareStatement("SELECT idempotency_key, id FROM orders.orders WHERE customer_id LIKE ?")) {
            select.setString(1, customerPrefix + "%");
            var stored = new HashMap<String, String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getString(1), rows.getString(2));
                }
            }
            return stored;
        }
    }
}
