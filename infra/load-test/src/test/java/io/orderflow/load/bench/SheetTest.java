package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.load.measure.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {

    @Test
    void a_line_shows_row_median_range_floor_aim_and_verdict() {
        var measured = new Finding.Measured(Row.APPLIED, new Spread(1.23, 1.1, 1.4), 3, "1,230/s of 1,000/s");

        assertThat(Sheet.lines(List.of(measured), Strictness.WHOLE).getFirst())
                .startsWith("applied")
                .contains("1.23 (1.10 to 1.40)", "floor ≥ 1.00", "aim ≥ 1.50", "| ok", "1,230/s of 1,000/s");
    }

    @Test
    void one_round_has_no_range() {
        var measured = new Finding.Measured(Row.UP, new Spread(11.2, 11.2, 11.2), 1, "");

        assertThat(Sheet.lines(List.of(measured), Strictness.WHOLE).getFirst())
                .contains("| 11.2 s ", "ok, aim reached")
                .doesNotContain(" to ");
    }

    @Test
    void what_could_not_be_measured_is_missed_and_says_why() {
        assertThat(Sheet.lines(List.of(new Finding.Failed(Row.BACKLOG, "the dashboard is away")), Strictness.HALF)
                        .getFirst())
                .contains("not measured", "missed", "the dashboard is away");
    }
}
