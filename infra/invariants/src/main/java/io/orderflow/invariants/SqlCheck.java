package io.orderflow.invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A promise that is checked by a query on the tables.
 *
 * @param offenders a query with one column, the offenders; no rows means that it holds
 * @param parameters in the order of the query's question marks
 */
public record SqlCheck(Rule rule, String offenders, List<String> parameters) implements Check {

    /** Beyond that the exact number is of no use, and each counted row costs time. */
    private static final int MOST = 10_000;

    public SqlCheck {
        parameters = List.copyOf(parameters);
    }

    public SqlCheck(Rule rule, String offenders) {
        this(rule, offenders, List.of());
    }

    @Override
    public Offenders look(Connection auditor) throws SQLException {
        try (var select = auditor.prepareStatement(offenders)) {
            select.setMaxRows(MOST);
            for (int index = 0; index < parameters.size(); index++) {
                select.setString(index + 1, parameters.get(index));
            }
            var found = Offenders.collect();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found.found(MOST);
        }
    }
}
