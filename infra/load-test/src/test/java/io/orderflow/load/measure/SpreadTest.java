package io.orderflow.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_middle_of_an_odd_number_is_one_of_them() {
        assertThat(Spread.of(List.of(3.0, 1.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void the_middle_of_an_even_number_lies_between_two() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
    }

    @Test
    void it_reads_as_median_and_range() {
        assertThat(new Spread(0.614, 0.58, 0.66)).hasToString("0.61 (0.58 to 0.66)");
    }
}
