package io.orderflow.load.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs checks: those that ask the running system first, then the others on one snapshot of all schemas. */
public final class Inspection {

    private final Connection auditor;

    public Inspection(Connection auditor) {
        this.auditor = auditor;
    }

    public List<Verdict> of(List<Check> live, List<Check> stored) throws SQLException {
        var verdicts = new ArrayList<>(live.stream().map(this::look).toList());
        verdicts.addAll(onSnapshot(stored));
        return List.copyOf(verdicts);
    }

    /** Work that goes on meanwhile can't make these disagree. */
    private List<Verdict> onSnapshot(List<Check> checks) throws SQLException {
        try (var statement = auditor.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
            try {
                return checks.stream().map(this::look).toList();
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
