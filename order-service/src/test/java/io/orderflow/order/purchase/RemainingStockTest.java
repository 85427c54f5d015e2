package io.orderflow.order.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingStockTest {

    private final RemainingStock remaining = new RemainingStock();

    @Test
    void what_earlier_members_took_is_not_left_for_later_ones() {
        var sale = PurchaseFixtures.sale(5, 100);

        assertThat(remaining.take(sale, 3)).isTrue();
        assertThat(remaining.take(sale, 3)).isFalse();
        assertThat(remaining.take(sale, 2)).as("a refusal takes nothing").isTrue();
        assertThat(remaining.take(sale, 1)).isFalse();
    }
}
