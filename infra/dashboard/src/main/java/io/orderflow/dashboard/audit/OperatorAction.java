package io.orderflow.dashboard.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One thing that an operator did, as it was passed to {@link Audit#record}. */
public record OperatorAction(Instant at, String actor, String action, String subject, String reason, String result) {

    static List<OperatorAction> all(ResultSet rows) throws SQLException {
        var actions = new ArrayList<OperatorAction>();
        while (rows.next()) {
            actions.add(new OperatorAction(
                    rows.getTimestamp("at").toInstant(),
                    rows.getString("actor"),
                    rows.getString("action"),
                    rows.getString("subject"),
                    rows.getString("reason"),
                    rows.getString("result")));
        }
        return actions;
    }
}
