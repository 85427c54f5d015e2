package io.orderflow.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void a_promise_that_holds_passes() {
        assertThat(new Verdict.Holds(rule(3, "an order has one coupon")).line())
                .isEqualTo("PASS  3 an order has one coupon");
    }

    @Test
    void a_broken_promise_names_five_offenders_and_counts_all() {
        var offenders = Offenders.collect();
        IntStream.rangeClosed(1, 1_200).forEach(number -> offenders.add("o" + number));

        var verdict = new Verdict.Broken(rule(9, "an order has a coupon"), offenders.found());

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.line()).isEqualTo("FAIL  9 an order has a coupon: 1,200 do not: o1, o2, o3, o4, o5 …");
    }

    @Test
    void what_cannot_be_checked_does_not_pass() {
        var verdict = new Verdict.Unchecked(rule(13, "no half message is left"), "no route");

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.line()).startsWith("FAIL  13 no half message is left: can't be checked: no route");
    }

    @Test
    void ids_of_a_run_begin_with_its_time() {
        assertThat(OrderIds.firstAt(Instant.ofEpochMilli(0x0199c0de1234L)))
                .isEqualTo("0199c0de-1234-0000-0000-000000000000");
        assertThat(List.of("0199c0de-1234-7000-8000-000000000001", "0199c0de-1235-7000-8000-000000000001"))
                .allMatch(id -> id.compareTo(OrderIds.firstAt(Instant.ofEpochMilli(0x0199c0de1234L))) > 0);
    }

    @Test
    void counting_ends_where_the_number_tells_nobody_anything() {
        var verdict = new Verdict.Broken(rule(9, "an order has points"), new Offenders(10_000, List.of("o1"), true));

        assertThat(verdict.line()).isEqualTo("FAIL  9 an order has points: 10,000 or more do not: o1 …");
    }

    private static Rule rule(int number, String says) {
        return Rule.quiet(number, "some-rule", Rule.Names.ORDERS, says);
    }
}
