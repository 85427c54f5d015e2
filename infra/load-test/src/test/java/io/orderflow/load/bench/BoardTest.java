package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.Spread;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final EnumSet<Row> UP = EnumSet.of(Row.UP);
    private static final Rule RULE = Rule.always(1, "stock", Rule.Names.SENTENCES, "stock");

    private final Board board = new Board(3);

    @Test
    void the_median_of_all_rounds_decides() {
        board.addAll(Row.UP, List.of(40.0, 24.0, 20.0));

        assertThat(board.findings(UP)).containsExactly(new Finding.Measured(Row.UP, new Spread(24, 20, 40), 3, ""));
        assertThat(board.reached(UP, Strictness.WHOLE)).isTrue();
    }

    @Test
    void a_median_above_the_floor_is_missed_and_may_be_good_enough_for_the_short_form() {
        board.addAll(Row.UP, List.of(40.0, 26.0, 20.0));

        assertThat(board.reached(UP, Strictness.WHOLE)).isFalse();
        assertThat(board.reached(UP, Strictness.HALF)).isTrue();
    }

    @Test
    void what_was_wanted_and_not_measured_is_missed() {
        assertThat(board.findings(UP)).containsExactly(new Finding.Failed(Row.UP, "not measured"));
        assertThat(board.reached(UP, Strictness.HALF)).isFalse();
    }

    @Test
    void a_round_that_failed_is_not_left_out_of_the_median() {
        board.addAll(Row.UP, List.of(20.0, 20.0));
        board.failed(Row.UP, "port 8081 is taken");

        assertThat(board.findings(UP)).containsExactly(new Finding.Failed(Row.UP, "port 8081 is taken"));
    }

    @Test
    void what_fails_after_all_rounds_leaves_the_figures_and_not_the_verdict() {
        board.addAll(Row.UP, List.of(20.0, 20.0, 20.0));
        board.failed(Row.UP, "the checks could not run");

        assertThat(board.findings(UP).getFirst().reached(Strictness.WHOLE)).isTrue();
        assertThat(board.failures()).containsExactly("the checks could not run");
        assertThat(board.reached(UP, Strictness.WHOLE)).isFalse();
    }

    @Test
    void a_broken_promise_outweighs_every_figure() {
        board.addAll(Row.UP, List.of(1.0, 1.0, 1.0));
        board.checked(List.of(new Verdict.Holds(RULE), new Verdict.Broken(RULE, new Offenders(1, List.of("order 7")))));

        assertThat(board.broken()).hasSize(1);
        assertThat(board.checks()).isEqualTo(2);
        assertThat(board.reached(UP, Strictness.WHOLE)).isFalse();
    }

    @Test
    void rows_that_are_not_wanted_are_not_told() {
        board.add(Row.FIRST_ORDER, 9_999);
        board.addAll(Row.UP, List.of(1.0, 1.0, 1.0));

        assertThat(board.findings(UP)).extracting(Finding::row).containsExactly(Row.UP);
        assertThat(board.reached(UP, Strictness.WHOLE)).isTrue();
    }
}
