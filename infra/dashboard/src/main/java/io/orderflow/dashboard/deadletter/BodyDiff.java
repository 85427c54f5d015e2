package io.orderflow.dashboard.deadletter;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.List;

/** What an edited body changes, line by line. */
final class BodyDiff {

    private static final DiffRowGenerator ROWS = DiffRowGenerator.create()
            // Pages escape it themselves.
            .lineNormalizer(line -> line)
            .build();

    private BodyDiff() {}

    record Line(boolean changed, String before, String after) {}

    static List<Line> between(byte[] before, byte[] after) {
        return ROWS.generateDiffRows(lines(before), lines(after)).stream()
                .map(row -> new Line(row.getTag() != DiffRow.Tag.EQUAL, row.getOldLine(), row.getNewLine()))
                .toList();
    }

    private static List<String> lines(byte[] body) {
        return BodyText.of(body).lines().toList();
    }
}
