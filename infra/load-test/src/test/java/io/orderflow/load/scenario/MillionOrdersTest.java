package io.orderflow.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.load.Refusal;
import io.orderflow.load.measure.Percentiles;
import io.orderflow.load.measure.Tick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MillionOrdersTest {

    @Test
    void a_tenth_lasts_from_its_first_order_to_its_last_wherever_the_seconds_end() {
        // 1,000 orders at 50 a second, then 1,000 at 25.
        var ticks = ticks(20, 50, 40, 25);

        var rates = MillionOrders.tenths(ticks, 2_000);

        assertThat(rates).hasSize(10);
        assertThat(rates.get(1)).isCloseTo(50, within(1e-6));
        assertThat(rates.getLast()).isCloseTo(25, within(1e-6));
    }

    @Test
    void what_came_after_the_last_tick_is_counted_at_its_pace() {
        assertThat(MillionOrders.tenths(ticks(19, 50, 0, 0), 1_000).getLast()).isCloseTo(50, within(1e-6));
    }

    @Test
    void a_few_seconds_have_no_tenths() {
        assertThatThrownBy(() -> MillionOrders.tenths(ticks(5, 50, 0, 0), 250)).isInstanceOf(Refusal.class);
    }

    private static List<Tick> ticks(int first, int perSecond, int then, int slower) {
        var ticks = new ArrayList<Tick>();
        for (int second = 1; second <= first + then; second++) {
            int orders = second <= first ? perSecond : slower;
            ticks.add(new Tick(second, 1, new Percentiles(orders, 1, 2, 3, 4)));
        }
        return ticks;
    }
}
