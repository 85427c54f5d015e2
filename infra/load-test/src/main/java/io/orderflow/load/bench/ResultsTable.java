package io.orderflow.load.bench;

import io.orderflow.load.Refusal;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.Machine;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The measured rows as a table of a Markdown page, between two comments. Each row is there once: what was measured replaces its
 * row, the others stay, and so does everything outside. A page that names rows in the first comment gets these alone, and fewer
 * columns.
 */
record ResultsTable(List<Finding> findings, Strictness strictness, Machine machine, LocalDate day) {

    private static final Pattern PLACE = Pattern.compile(
            "(<!-- infra/load bench --results writes here(?:: (?<rows>[a-z0-9, -]+?))? -->\\R)(?<table>.*?)(<!-- end -->)",
            Pattern.DOTALL);

    private static final String HEAD = """
            | row | | measured: median (range) | floor | aim | | figures, and what the load client took | commit, day, machine |
            |---|---|---|---|---|---|---|---|
            """;

    private static final String BRIEF_HEAD = """
            | row | | measured: median (range) | at least | |
            |---|---|---|---|---|
            """;

    ResultsTable {
        findings = List.copyOf(findings);
    }

    /** @throws Refusal if the page has no place for a table */
    static Matcher requirePlace(String page) {
        var place = PLACE.matcher(page);
        if (!place.find()) {
            throw new Refusal(
                    "The page has no line <!-- infra/load bench --results writes here --> with <!-- end --> below it.");
        }
        return place;
    }

    /** @throws Refusal if the page has no place for a table */
    String into(String page) {
        var place = requirePlace(page);
        String named = place.group("rows");
        boolean brief = named != null;
        var chosen = brief
                ? Arrays.stream(named.split("[, ]+")).collect(Collectors.toSet())
                : Stream.of(Row.values()).map(Row::toString).collect(Collectors.toSet());
        String table = (brief ? BRIEF_HEAD : HEAD)
                + String.join("", rows(place.group("table"), chosen, brief).values());
        return page.substring(0, place.start("table")) + table + page.substring(place.end("table"));
    }

    private Map<Row, String> rows(String before, Set<String> chosen, boolean brief) {
        var rows = new TreeMap<Row, String>();
        for (Row row : Row.values()) {
            before.lines()
                    .filter(line -> line.startsWith("| `" + row + "` |"))
                    .forEach(line -> rows.put(row, line + "\n"));
        }
        findings.forEach(finding -> rows.put(finding.row(), line(finding, brief)));
        rows.keySet().removeIf(row -> !chosen.contains(row.toString()));
        return rows;
    }

    private String line(Finding finding, boolean brief) {
        var row = finding.row();
        String figures = switch (finding) {
            case Finding.Measured measured -> measured.figures();
            case Finding.Failed failed -> "not measured";
        };
        String verdict = Sheet.verdict(finding, strictness);
        var cells = brief
                ? List.of("`" + row + "`", row.title(), figures, row.tellFloor(strictness), verdict)
                : List.of(
                        "`" + row + "`",
                        row.title(),
                        figures,
                        row.tellFloor(strictness),
                        row.tellAim(),
                        verdict,
                        remark(finding),
                        "%s, %s, %d cores, %s"
                                .formatted(machine.commit(), day, machine.processors(), machine.processor()));
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " ").strip())
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String remark(Finding finding) {
        return switch (finding) {
            case Finding.Measured(Row row, Spread spread, int rounds, String detail) -> detail;
            case Finding.Failed(Row row, String why) -> why.lines().findFirst().orElse("");
        };
    }
}
