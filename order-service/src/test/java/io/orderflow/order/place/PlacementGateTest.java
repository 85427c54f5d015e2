package io.orderflow.order.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.place.PlacementGate.Busy;
import io.orderflow.order.place.PlacementGate.Full;
import io.orderflow.order.place.PlacementGate.Pass;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlacementGateTest {

    @Test
    void second_request_with_a_key_in_flight_is_busy() {
        var gate = gate(2, Duration.ZERO);
        assertThat(gate.enter("ada", "k")).isInstanceOf(Pass.class);
        assertThat(gate.enter("ada", "k")).isInstanceOf(Busy.class);
    }

    @Test
    void the_same_key_of_two_customers_is_two_keys() {
        var gate = gate(2, Duration.ZERO);
        assertThat(gate.enter("ada", "k")).isInstanceOf(Pass.class);
        assertThat(gate.enter("bob", "k")).isInstanceOf(Pass.class);
    }

    @Test
    void closed_pass_frees_its_key_and_its_turn() {
        var gate = gate(1, Duration.ZERO);
        ((Pass) gate.enter("ada", "k")).close();
        assertThat(gate.enter("ada", "k")).isInstanceOf(Pass.class);
    }

    @Test
    void without_a_free_turn_the_gate_is_full_and_forgets_the_key() {
        var gate = gate(1, Duration.ZERO);
        var pass = (Pass) gate.enter("ada", "1");
        assertThat(gate.enter("ada", "2")).isInstanceOf(Full.class);
        pass.close();
        assertThat(gate.enter("ada", "2")).isInstanceOf(Pass.class);
    }

    @Test
    void a_request_waits_for_a_turn() throws Exception {
        var gate = gate(1, Duration.ofSeconds(30));
        var pass = (Pass) gate.enter("ada", "1");
        var waiting = CompletableFuture.supplyAsync(() -> gate.enter("ada", "2"));
        assertThat(waiting).isNotDone();
        pass.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(Pass.class);
    }

    private static PlacementGate gate(int maxConcurrent, Duration maxWait) {
        return new PlacementGate(new PlacementSettings(maxConcurrent, maxWait, Duration.ofMinutes(2)));
    }
}
