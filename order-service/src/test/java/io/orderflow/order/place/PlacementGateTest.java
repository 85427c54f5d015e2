package io.orderflow.order.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.Orders;
import org.junit.jupiter.api.Test;

class PlacementGateTest {

    private final PlacementGate gate = new PlacementGate();

    @Test
    void second_request_with_a_key_in_flight_is_told_so() {
        assertThat(gate.enter(new Orders.Key("ada", "k"))).isPresent();
        assertThat(gate.enter(new Orders.Key("ada", "k"))).isEmpty();
    }

    @Test
    void the_same_key_of_two_customers_is_two_keys() {
        assertThat(gate.enter(new Orders.Key("ada", "k"))).isPresent();
        assertThat(gate.enter(new Orders.Key("bob", "k"))).isPresent();
    }

    @Test
    void closed_pass_frees_its_key() {
        gate.enter(new Orders.Key("ada", "k")).orElseThrow().close();
        assertThat(gate.enter(new Orders.Key("ada", "k"))).isPresent();
    }
}
