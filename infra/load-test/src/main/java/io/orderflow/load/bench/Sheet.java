package io.orderflow.load.bench;

import io.orderflow.load.measure.Spread;
import java.util.List;
import java.util.Locale;

/** The table as lines of a console. */
final class Sheet {

    private Sheet() {}

    static List<String> lines(List<Finding> findings, Strictness strictness) {
        int width = findings.stream()
                .mapToInt(finding -> finding.row().title().length())
                .max()
                .orElse(0);
        return findings.stream()
                .map(finding -> line(finding, strictness, width))
                .toList();
    }

    private static String line(Finding finding, Strictness strictness, int width) {
        var row = finding.row();
        String measured = switch (finding) {
            case Finding.Measured figures -> figures.figures();
            case Finding.Failed failed -> "not measured";
        };
        return String.format(
                        Locale.ROOT,
                        "%-11s %-" + width + "s | %-32s | floor %-17s | aim %-16s | %s",
                        row,
                        row.title(),
                        measured,
                        row.tellFloor(strictness),
                        row.tellAim(),
                        verdict(finding, strictness))
                + remark(finding);
    }

    static String verdict(Finding finding, Strictness strictness) {
        if (!finding.reached(strictness)) {
            return "missed";
        }
        return finding instanceof Finding.Measured(Row row, Spread spread, int rounds, String detail)
                        && row.reachesAim(spread.median())
                ? "ok, aim reached"
                : "ok";
    }

    static String remark(Finding finding) {
        String remark = switch (finding) {
            case Finding.Measured(Row row, Spread spread, int rounds, String detail) -> detail;
            case Finding.Failed(Row row, String why) -> why;
        };
        return remark.isEmpty() ? "" : "   " + remark;
    }
}
