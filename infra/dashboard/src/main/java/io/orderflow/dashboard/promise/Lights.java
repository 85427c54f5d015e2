package io.orderflow.dashboard.promise;

import io.orderflow.dashboard.page.Source;
import io.orderflow.invariants.quiescence.Light;
import io.orderflow.invariants.quiescence.Motion;
import io.orderflow.invariants.quiescence.Moving;
import io.orderflow.invariants.quiescence.Report;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of lights shows.
 *
 * @param why no report could be made; empty where one could, or none was tried yet
 * @param ageSeconds of the report; -1 where there is none
 */
record Lights(List<LightRow> rows, List<Moving> moving, String why, long ageSeconds, long tookMillis, boolean running) {

    static Lights of(PromiseReports.State state, Clock clock) {
        @Nullable Source<Report> last = state.last();
        return switch (last) {
            case null -> new Lights(List.of(), List.of(), "", -1, 0, state.running());
            case Source.Failing<Report>(String why) -> new Lights(List.of(), List.of(), why, -1, 0, state.running());
            case Source.Available<Report>(Report report) ->
                new Lights(
                        rows(report),
                        moving(report.motion()),
                        "",
                        Duration.between(report.at(), clock.instant()).toSeconds(),
                        report.took().toMillis(),
                        state.running());
        };
    }

    boolean made() {
        return ageSeconds >= 0;
    }

    long count(String colour) {
        return rows.stream().filter(row -> row.colour().equals(colour)).count();
    }

    private static List<LightRow> rows(Report report) {
        return report.lights().stream()
                .sorted(Comparator.comparingInt((Light light) -> light.rule().number()))
                .map(LightRow::of)
                .toList();
    }

    private static List<Moving> moving(Motion motion) {
        return motion instanceof Motion.Moves(List<Moving> what) ? what : List.of();
    }
}
