package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.load.Refusal;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.Machine;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTableTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private static final String EMPTY = """
            Words before.

            <!-- infra/load bench --results writes here -->
            <!-- end -->

            Words after.
            """;

    @Test
    void a_page_gets_a_row_for_each_finding_and_keeps_its_words() {
        String page =
                table("abc", measured(Row.APPLIED, 1.2), measured(Row.UP, 20)).into(EMPTY);

        assertThat(page)
                .startsWith("Words before.")
                .endsWith("<!-- end -->\n\nWords after.\n")
                .containsSubsequence(
                        "| `up` |",
                        "| 20.0 (20.0 to 20.0) s | ≤ 25.0 s | ≤ 12.0 s | ok | because | abc, 2026-11-27, 2 cores, a processor |",
                        "| `applied` |",
                        "| 1.20 (1.20 to 1.20) | ≥ 1.00 | ≥ 1.50 | ok |");
    }

    @Test
    void what_was_measured_replaces_its_row_and_nothing_else() {
        String before =
                table("old", measured(Row.APPLIED, 1.2), measured(Row.UP, 20)).into(EMPTY);

        String after = table("new", measured(Row.UP, 30)).into(before);

        assertThat(after)
                .contains("| `applied` |", "old, 2026-11-27", "30.0 (30.0 to 30.0) s", "| missed |", "new, 2026-11-27")
                .doesNotContain("20.0 (20.0");
        assertThat(after.split("`up`", -1)).hasSize(2);
    }

    @Test
    void a_page_that_names_rows_gets_these_alone_in_few_columns() {
        String page = table("abc", measured(Row.APPLIED, 1.2), measured(Row.UP, 20), measured(Row.UP_FRESH, 20))
                .into(EMPTY.replace("here -->", "here: up, applied -->"));

        assertThat(page)
                .contains("| `up` |", "| 20.0 (20.0 to 20.0) s | ≤ 25.0 s | ok |", "| `applied` |")
                .doesNotContain("up-fresh", "because");
    }

    @Test
    void rows_stand_in_the_order_of_their_weight_whatever_was_measured_first() {
        String page = table("b", measured(Row.EARLY, 0.6))
                .into(table("a", measured(Row.ADMISSION, 0.6)).into(EMPTY));

        assertThat(page).containsSubsequence("`early`", "`admission`");
    }

    @Test
    void a_failure_takes_one_line_whatever_it_says() {
        String page = table("a", new Finding.Failed(Row.UP, "infra/up | failed:\n a\n c"))
                .into(EMPTY);

        assertThat(page).contains("| not measured | ≤ 25.0 s | ≤ 12.0 s | missed | infra/up \\| failed: |");
    }

    @Test
    void a_page_without_a_place_for_the_table_is_refused() {
        assertThatThrownBy(() -> table("a").into("# Results\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("writes here");
    }

    private static Finding measured(Row row, double median) {
        return new Finding.Measured(row, new Spread(median, median, median), 3, "because");
    }

    private static ResultsTable table(String commit, Finding... findings) {
        var machine = new Machine("a processor", 2, "8.0 GiB", "Linux", "25", commit);
        return new ResultsTable(List.of(findings), Strictness.WHOLE, machine, DAY);
    }
}
