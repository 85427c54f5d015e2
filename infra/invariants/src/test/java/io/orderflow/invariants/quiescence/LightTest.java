package io.orderflow.invariants.quiescence;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.invariants.Offenders;
import io.orderflow.invariants.Rule;
import io.orderflow.invariants.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class LightTest {

    private static final Rule ALWAYS = Rule.always(1, "stock", Rule.Names.SENTENCES, "stock");
    private static final Rule QUIET = Rule.quiet(9, "applied", Rule.Names.ORDERS, "applied");
    private static final Offenders ONE = new Offenders(1, List.of("o1"));
    private static final Motion BUSY = new Motion.Moves(List.of(new Moving(Moving.What.BACKLOG, "points-service", 3)));

    @Test
    void a_rule_that_holds_is_green_whatever_moves() {
        assertThat(Light.of(new Verdict.Holds(QUIET), BUSY)).isEqualTo(new Light.Green(QUIET));
    }

    @Test
    void a_rule_that_always_holds_is_red_at_once() {
        assertThat(Light.of(new Verdict.Broken(ALWAYS, ONE), BUSY)).isEqualTo(new Light.Red(ALWAYS, ONE));
    }

    @Test
    void a_quiet_rule_is_not_judged_while_something_moves() {
        assertThat(Light.of(new Verdict.Broken(QUIET, ONE), BUSY)).isEqualTo(new Light.Settling(QUIET, ONE));
    }

    @Test
    void a_quiet_rule_is_judged_at_rest() {
        assertThat(Light.of(new Verdict.Broken(QUIET, ONE), new Motion.AtRest()))
                .isEqualTo(new Light.Red(QUIET, ONE));
    }

    @Test
    void nobody_judges_a_quiet_rule_without_knowing_whether_something_moves() {
        assertThat(Light.of(new Verdict.Broken(QUIET, ONE), new Motion.NobodyKnows("the broker is away")))
                .isEqualTo(new Light.Unknown(QUIET, "the broker is away"));
    }

    @Test
    void a_check_that_failed_is_neither_green_nor_red() {
        assertThat(Light.of(new Verdict.Unchecked(ALWAYS, "no database"), new Motion.AtRest()))
                .isEqualTo(new Light.Unknown(ALWAYS, "no database"));
    }

    @Test
    void what_moved_before_or_after_the_checks_counts() {
        var retries = new Moving(Moving.What.RETRIES, "points-service", 2);
        var fewer = new Moving(Moving.What.BACKLOG, "points-service", 1);

        assertThat(new Motion.AtRest().and(BUSY)).isEqualTo(BUSY);
        assertThat(BUSY.and(new Motion.AtRest())).isEqualTo(BUSY);
        assertThat(new Motion.AtRest().and(new Motion.AtRest())).isEqualTo(new Motion.AtRest());
        assertThat(BUSY.and(new Motion.Moves(List.of(fewer, retries))))
                .isEqualTo(new Motion.Moves(List.of(fewer, retries)));
        assertThat(BUSY.and(new Motion.NobodyKnows("gone"))).isEqualTo(new Motion.NobodyKnows("gone"));
    }
}
