package io.orderflow.invariants.quiescence;

import io.orderflow.invariants.Check;
import io.orderflow.invariants.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Looks whether anything moves, runs the checks, and looks again: so that what is on its way is not taken for lost. */
public final class Survey {

    private final Movements movements;
    private final Duration longestQuery;
    private final Clock clock;

    public Survey(Movements movements, Duration longestQuery, Clock clock) {
        this.movements = movements;
        this.longestQuery = longestQuery;
        this.clock = clock;
    }

    public Report report(Connection auditor, List<Check> live, List<Check> stored) throws SQLException {
        var begun = clock.instant();
        var before = motion(auditor);
        var verdicts = new Inspection(auditor, longestQuery).of(live, stored);
        return Report.of(begun, clock.instant(), before.and(motion(auditor)), verdicts);
    }

    private Motion motion(Connection auditor) {
        try {
            return Motion.of(movements.now(auditor));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return new Motion.NobodyKnows("interrupted");
        } catch (Exception failure) {
            return new Motion.NobodyKnows("Whether anything is on its way is not known: " + failure);
        }
    }
}
