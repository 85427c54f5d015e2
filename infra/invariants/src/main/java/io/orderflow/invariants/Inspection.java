package io.orderflow.invariants;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs checks: those that ask the running system first, then the others on one snapshot of all schemas. */
public final class Inspection {

    private final Connection auditor;
    private final Duration longestQuery;

    /** @param longestQuery the database gives a query up after it; its promise is then unchecked, not kept */
    public Inspection(Connection auditor, Duration longestQuery) {
        this.auditor = auditor;
        this.longestQuery = longestQuery;
    }

    public List<Verdict> of(List<Check> live, List<Check> stored) throws SQLException {
        try {
            execute("SET SESSION max_execution_time = " + longestQuery.toMillis());
            var verdicts = new ArrayList<>(live.stream().map(this::look).toList());
            verdicts.addAll(onSnapshot(stored));
            return List.copyOf(verdicts);
        } finally {
            execute("SET SESSION max_execution_time = DEFAULT");
        }
    }

    /** Work that continues meanwhile can't make these disagree. */
    private List<Verdict> onSnapshot(List<Check> checks) throws SQLException {
        // What the live checks have read may have begun a transaction.
        execute("ROLLBACK");
        execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        try {
            return checks.stream().map(this::look).toList();
        } finally {
            execute("ROLLBACK");
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = auditor.createStatement()) {
            statement.execute(sql);
        }
    }

    private Verdict look(Check check) {
        try {
            var offenders = check.look(auditor);
            return offenders.count() == 0
                    ? new Verdict.Holds(check.rule())
                    : new Verdict.Broken(check.rule(), offenders);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Verdict.Unchecked(check.rule(), "interrupted");
        } catch (Exception failure) {
            return new Verdict.Unchecked(check.rule(), failure.toString());
        }
    }
}
