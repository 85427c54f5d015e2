package io.orderflow.load.bench;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is measured, row by row and round by round. */
final class Board {

    private final int wantedRounds;
    private final Map<Row, List<Double>> rounds = new EnumMap<>(Row.class);
    private final Map<Row, Finding.Measured> whole = new EnumMap<>(Row.class);
    private final Map<Row, String> details = new EnumMap<>(Row.class);
    private final Map<Row, String> failures = new EnumMap<>(Row.class);
    private final List<Verdict> verdicts = new ArrayList<>();

    /** @param wantedRounds a row with fewer, of which one failed, is not measured */
    Board(int wantedRounds) {
        this.wantedRounds = wantedRounds;
    }

    void add(Row row, double value) {
        rounds.computeIfAbsent(row, first -> new ArrayList<>()).add(value);
    }

    void addAll(Row row, List<Double> values) {
        values.forEach(value -> add(row, value));
    }

    /** All rounds at once. */
    void measured(Row row, Spread spread, int of, String detail) {
        whole.put(row, new Finding.Measured(row, spread, of, detail));
    }

    /** The last word counts. */
    void detail(Row row, String detail) {
        details.put(row, detail);
    }

    void failed(Row row, String why) {
        failures.put(row, why);
    }

    void checked(List<Verdict> more) {
        verdicts.addAll(more);
    }

    int checks() {
        return verdicts.size();
    }

    /** What went wrong, each once. */
    List<String> failures() {
        return failures.values().stream().distinct().toList();
    }

    List<Verdict> broken() {
        return verdicts.stream().filter(verdict -> !verdict.holds()).toList();
    }

    /** In the order of the table. */
    List<Finding> findings(Set<Row> wanted) {
        return wanted.stream().sorted().map(this::finding).toList();
    }

    private Finding finding(Row row) {
        var values = rounds.getOrDefault(row, List.of());
        var measured = whole.get(row);
        if (measured != null) {
            return measured;
        }
        String failure = failures.get(row);
        if (values.isEmpty() || (failure != null && values.size() < wantedRounds)) {
            return new Finding.Failed(row, failure == null ? "not measured" : failure);
        }
        return new Finding.Measured(row, Spread.of(values), values.size(), details.getOrDefault(row, ""));
    }

    /** Whether every floor is reached, every check holds, and nothing failed, be it after a row was measured. */
    boolean reached(Set<Row> wanted, Strictness strictness) {
        return broken().isEmpty()
                && failures.isEmpty()
                && findings(wanted).stream().allMatch(finding -> finding.reached(strictness));
    }
}
