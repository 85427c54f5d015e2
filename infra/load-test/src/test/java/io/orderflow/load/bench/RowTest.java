package io.orderflow.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTest {

    @Test
    void a_ratio_has_to_be_as_high_as_its_floor_and_a_time_as_low() {
        assertThat(Row.APPLIED.reaches(1.0, Strictness.WHOLE)).isTrue();
        assertThat(Row.APPLIED.reaches(0.99, Strictness.WHOLE)).isFalse();
        assertThat(Row.SALE_P99.reaches(500, Strictness.WHOLE)).isTrue();
        assertThat(Row.SALE_P99.reaches(501, Strictness.WHOLE)).isFalse();
    }

    @Test
    void the_short_form_asks_for_half() {
        assertThat(Row.PLACED.reaches(1.0, Strictness.HALF)).isTrue();
        assertThat(Row.PLACED.reaches(0.99, Strictness.HALF)).isFalse();
        assertThat(Row.UP.reaches(50, Strictness.HALF)).isTrue();
        assertThat(Row.UP.reaches(51, Strictness.HALF)).isFalse();
        assertThat(Row.IDLE.tellFloor(Strictness.HALF)).isEqualTo("≤ 30.0 % of a core");
    }

    @Test
    void an_aim_is_the_same_in_both_forms() {
        assertThat(Row.MEMORY.reachesAim(1.6)).isTrue();
        assertThat(Row.MEMORY.reachesAim(1.61)).isFalse();
        assertThat(Row.QUEUE.reachesAim(6)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.4567, 0.46", "1.5, 1.50", "12.345, 12.3", "12345.6, '12,346'", "0, 0.00"})
    void a_number_has_as_many_digits_as_mean_something(double value, String told) {
        assertThat(Row.number(value)).isEqualTo(told);
    }
}
