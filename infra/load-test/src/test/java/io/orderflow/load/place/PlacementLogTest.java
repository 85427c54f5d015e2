package io.orderflow.load.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacementLogTest {

    private static final UUID ORDER = UUID.fromString("0199c0de-0000-7000-8000-000000000001");

    private final PlacementLog log = new PlacementLog("r1", 2);

    @Test
    void an_accepted_order_is_found_by_its_key() {
        answered(new Answer.Accepted(ORDER));

        assertThat(log.accepted()).isEqualTo(Map.of("load-r1-0", ORDER));
        assertThat(log.inDoubt()).isEmpty();
    }

    @Test
    void whatever_was_not_clearly_refused_is_in_doubt() {
        answered(new Answer.Refused(503));
        answered(new Answer.Refused(422));
        answered(new Answer.Unanswered("timeout"));
        log.send();

        assertThat(log.inDoubt()).containsExactlyInAnyOrder("load-r1-0", "load-r1-2", "load-r1-3");
    }

    @Test
    void customers_take_turns_and_share_the_prefix_of_the_run() {
        assertThat(log.customers())
                .containsExactly("load-r1-c0", "load-r1-c1")
                .allMatch(name -> name.startsWith(log.prefix()));
    }

    @Test
    void a_sample_is_spread_over_the_run() {
        for (int number = 0; number < 100; number++) {
            answered(new Answer.Accepted(ORDER));
        }

        assertThat(log.acceptedSample(4).keySet()).containsExactlyInAnyOrder(0, 25, 50, 75);
    }

    private void answered(Answer answer) {
        log.record(log.send(), answer);
    }
}
