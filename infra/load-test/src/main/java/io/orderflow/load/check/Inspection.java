package io.orderflow.load.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs checks on one snapshot of all schemas, so that work that goes on meanwhile can't make them disagree. */
public final class Inspection {

    private final Connection auditor;

    public Inspection(Connection auditor) {
        this.auditor = auditor;
    }

    public List<Verdict> of(List<Check> checks) throws SQLException {
        try (var statement = auditor.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            try {
                var verdicts = new ArrayList<Verdict>();
                for (var check : checks) {
                    verdicts.add(look(check));
                }
                return List.copyOf(verdicts);
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private Verdict look(Check check) {
        try {
            var offenders = check.look(auditor);
            return offenders.count() == 0
                    ? new Verdict.Holds(check.fact())
                    : new Verdict.Broken(check.fact(), offenders);
        } catch (Exception failure) {
            return new Verdict.Unchecked(check.fact(), failure.toString());
        }
    }
}
