package io.orderflow.seckill.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SaleStateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int EPOCH = 2;

    @Test
    void a_closed_sale_may_have_tickets_if_redis_was_loaded_for_its_epoch() {
        var loaded = sale(Sale.Phase.CLOSED, EPOCH);
        var neverLoaded = sale(Sale.Phase.CLOSED, 0);
        var loadedForAnEarlierEpoch = sale(Sale.Phase.CLOSED, EPOCH - 1);

        assertThat(SaleState.of(loaded, false, NOW)).isEqualTo(SaleState.CLOSED);
        assertThat(SaleState.CLOSED.mayHaveTickets(loaded)).isTrue();
        assertThat(SaleState.of(neverLoaded, false, NOW)).isEqualTo(SaleState.CLOSED);
        assertThat(SaleState.CLOSED.mayHaveTickets(neverLoaded)).isFalse();
        assertThat(SaleState.CLOSED.mayHaveTickets(loadedForAnEarlierEpoch)).isFalse();
    }

    @Test
    void a_sale_whose_window_passed_before_it_was_loaded_has_none_either() {
        var late = sale(Sale.Phase.OPEN, 0);

        assertThat(SaleState.of(late, false, late.closesAt())).isEqualTo(SaleState.CLOSED);
        assertThat(SaleState.CLOSED.mayHaveTickets(late)).isFalse();
    }

    private static Sale sale(Sale.Phase phase, int warmEpoch) {
        return new Sale(
                7,
                "kettle-steel",
                4_900,
                50,
                2,
                NOW.minusSeconds(60),
                NOW.plusSeconds(3_600),
                1_000,
                0,
                900,
                false,
                phase,
                EPOCH,
                warmEpoch,
                null,
                null,
                NOW,
                "olga",
                null,
                1);
    }
}
