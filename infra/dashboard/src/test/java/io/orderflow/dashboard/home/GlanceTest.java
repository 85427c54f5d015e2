package io.orderflow.dashboard.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.dashboard.home.Sign.Light;
import io.orderflow.dashboard.home.Sign.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlanceTest {

    @Test
    void all_is_well_only_if_everything_is() {
        assertThat(new Glance(List.of(sign("a", Light.OK), sign("b", Light.OK))).light())
                .isEqualTo(Light.OK);
        assertThat(new Glance(List.of(sign("a", Light.OK), sign("b", Light.UNKNOWN))).light())
                .isEqualTo(Light.UNKNOWN);
    }

    @Test
    void nothing_looked_at_is_not_well() {
        assertThat(new Glance(List.of()).light()).isEqualTo(Light.UNKNOWN);
    }

    @Test
    void what_is_not_well_is_named_the_worst_first() {
        var glance = new Glance(List.of(
                sign("moving", Light.SETTLING),
                sign("well", Light.OK),
                sign("broken", Light.BAD),
                sign("silent", Light.UNKNOWN)));

        assertThat(glance.light()).isEqualTo(Light.BAD);
        assertThat(glance.notWell()).extracting(Reading::name).containsExactly("broken", "silent", "moving");
    }

    private static Reading sign(String name, Light light) {
        return new Reading(name, light, "as it is", "/");
    }
}
