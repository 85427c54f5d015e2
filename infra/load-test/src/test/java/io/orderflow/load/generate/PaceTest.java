package io.orderflow.load.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"500", "500/s", "500.0/s"})
    void a_rate_may_name_its_unit(String text) {
        assertThat(Pace.parse(text)).isEqualTo(new Pace.FixedRate(500)).hasToString("500/s");
    }

    @Test
    void flat_out_is_a_pace() {
        assertThat(Pace.parse("flat out")).isEqualTo(new Pace.FlatOut());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "0", "-1/s", "NaN", "Infinity", ""})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Pace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A rate is");
    }
}
