package io.orderflow.load.bench;

import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.Machine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The measured rows as a table of a Markdown page, each row once: what was measured replaces its row, the others stay, and so
 * does everything outside of the table.
 */
record ResultsTable(List<Finding> findings, Strictness strictness, Machine machine, LocalDate day) {

    private static final String BEGIN = "<!-- written by infra/load bench --results: begin -->";
    private static final String END = "<!-- end -->";
    private static final String HEAD = """
            | row | | measured: median (range) | floor | aim | | figures, and what the load client took | commit, day, machine |
            |---|---|---|---|---|---|---|---|""";

    ResultsTable {
        findings = List.copyOf(findings);
    }

    /** @param page as it is; may be empty */
    String into(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            return (page.isEmpty() ? "# Results\n\n" : page.stripTrailing() + "\n\n") + table(Map.of()) + "\n";
        }
        return page.substring(0, begin)
                + table(rows(page.substring(begin, end)))
                + page.substring(end + END.length());
    }

    private String table(Map<String, String> before) {
        var rows = new TreeMap<Row, String>();
        for (Row row : Row.values()) {
            String kept = before.get(row.toString());
            if (kept != null) {
                rows.put(row, kept);
            }
        }
        findings.forEach(finding -> rows.put(finding.row(), line(finding)));
        return BEGIN + "\n" + HEAD + "\n" + String.join("\n", rows.values()) + "\n" + END;
    }

    /** Lines by the name of their row. */
    private static Map<String, String> rows(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .collect(Collectors.toMap(
                        line -> line.substring(3, line.indexOf('`', 3)), line -> line, (first, again) -> again));
    }

    private String line(Finding finding) {
        var row = finding.row();
        var cells = new ArrayList<>(List.of("`" + row + "`", row.title()));
        switch (finding) {
            case Finding.Measured measured -> cells.add(measured.figures());
            case Finding.Failed failed -> cells.add("not measured");
        }
        cells.addAll(List.of(row.tellFloor(strictness), row.tellAim(), Sheet.verdict(finding, strictness)));
        cells.add(remark(finding));
        cells.add("%s, %s, %d cores, %s".formatted(machine.commit(), day, machine.processors(), machine.processor()));
        return cells.stream()
                .map(cell -> cell.replace("|", "\\|").replaceAll("\\s+", " ").strip())
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String remark(Finding finding) {
        return switch (finding) {
            case Finding.Measured(Row row, Spread spread, int rounds, String detail) -> detail;
            case Finding.Failed(Row row, String why) -> why.lines().findFirst().orElse("");
        };
    }
}
