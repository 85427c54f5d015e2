package io.orderflow.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientCostTest {

    @Test
    void a_machine_is_busy_when_it_neither_idles_nor_waits_and_guests_count_once() {
        assertThat(ClientCost.busyTicks("cpu  100 20 30 4000 500 6 7 8 90 10")).isEqualTo(171);
        assertThat(ClientCost.busyTicks("cpu  1 2 3 4")).isEqualTo(6);
    }

    @Test
    void the_cost_is_told_with_its_share_where_that_is_known() {
        assertThat(new ClientCost(23.4, 0.125)).hasToString("23 µs of CPU per request, 13 % of all processor time");
        assertThat(new ClientCost(23.4, Double.NaN)).hasToString("23 µs of CPU per request");
    }
}
