package io.orderflow.points.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.messaging.consume.PoisonMessageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointsRuleTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "99, 0", "100, 1", "199, 1", "4700, 47", "9223372036854775807, 92233720368547758"})
    void every_whole_hundred_cents_earn_a_point(long total, long points) {
        assertThat(PointsRule.pointsFor(total)).isEqualTo(points);
    }

    @Test
    void negative_total_will_never_earn_anything() {
        assertThatThrownBy(() -> PointsRule.pointsFor(-1)).isInstanceOf(PoisonMessageException.class);
    }
}
