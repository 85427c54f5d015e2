package io.orderflow.dashboard.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.home.HealthCheck.Light;
import io.orderflow.dashboard.home.HealthCheck.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthSummaryTest {

    @Test
    void all_is_well_only_if_everything_is() {
        assertThat(new HealthSummary(List.of(reading("a", Light.OK), reading("b", Light.OK))).light())
                .isEqualTo(Light.OK);
        assertThat(new HealthSummary(List.of(reading("a", Light.OK), reading("b", Light.UNKNOWN))).light())
                .isEqualTo(Light.UNKNOWN);
    }

    @Test
    void nothing_looked_at_is_not_well() {
        assertThat(new HealthSummary(List.of()).light()).isEqualTo(Light.UNKNOWN);
    }

    @Test
    void what_is_not_well_is_named_the_worst_first() {
        var health = new HealthSummary(List.of(
                reading("moving", Light.SETTLING),
                reading("well", Light.OK),
                reading("broken", Light.BAD),
                reading("silent", Light.UNKNOWN)));

        assertThat(health.light()).isEqualTo(Light.BAD);
        assertThat(health.notWell()).extracting(Reading::name).containsExactly("broken", "silent", "moving");
    }

    private static Reading reading(String name, Light light) {
        return new Reading(name, light, "as it is", "/");
    }
}
