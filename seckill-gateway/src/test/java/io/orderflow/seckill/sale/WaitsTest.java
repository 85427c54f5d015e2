package io.orderflow.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Duration RESERVATION = Duration.ofMinutes(2);
    private static final Duration ETERNITY = Duration.ofMillis(Long.MAX_VALUE);

    private final Waits waits =
            new Waits(new SaleSettings(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofDays(1), RESERVATION));

    @Test
    void nobody_is_sent_away_for_longer_than_a_ticket_or_the_time_to_pay_lives() {
        for (long window : new long[] {0, 1, 2, 4, 10, 60, 900}) {
            for (var estimate : new Duration[] {null, Duration.ZERO, Duration.ofSeconds(5), RESERVATION, ETERNITY}) {
                var wait = waits.untilLook(sale(window), estimate);
                assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
                if (window > 0) {
                    assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(window));
                }
                assertThat(waits.untilRoom(estimate)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
            }
        }
        assertThat(waits.untilLook(sale(4), ETERNITY)).as("half of it").isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_short_reservation_is_a_bound_too() {
        var hasty = new Waits(new SaleSettings(
                Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofDays(1), Duration.ofSeconds(6)));
        assertThat(hasty.untilLook(sale(900), ETERNITY)).isEqualTo(Duration.ofSeconds(3));
        assertThat(hasty.untilRoom(ETERNITY)).isEqualTo(Duration.ofSeconds(6));
    }

    private static Sale sale(long paymentWindowSeconds) {
        return new Sale(
                7,
                "kettle-steel",
                4_900,
                100,
                1,
                Instant.EPOCH,
                Instant.MAX,
                100,
                0,
                paymentWindowSeconds,
                false,
                Sale.Phase.OPEN,
                1,
                1,
                null,
                null,
                Instant.EPOCH,
                "olga",
                null,
                1);
    }
}
