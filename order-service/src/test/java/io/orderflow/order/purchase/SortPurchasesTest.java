package io.orderflow.order.purchase;

import static io.orderflow.order.purchase.PurchaseFixtures.EPOCH;
import static io.orderflow.order.purchase.PurchaseFixtures.NOW;
import static io.orderflow.order.purchase.PurchaseFixtures.SALE;
import static io.orderflow.order.purchase.PurchaseFixtures.request;
import static io.orderflow.order.purchase.PurchaseFixtures.sale;
import static io.orderflow.order.purchase.PurchaseFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.order.place.PlacementSettings;
import io.orderflow.order.sale.Sale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SortPurchasesTest {

    private final SortPurchases sorting = new SortPurchases(
            new PurchasedOrder(new PlacementSettings(1, 1, 1, 1, 1, Duration.ofSeconds(1), Duration.ofMinutes(2))));

    @Test
    void what_fits_is_ordered_together_and_what_does_not_fit_behind_it_is_deferred() {
        var sorted = sort(sale(5, 100), request(0, 3), request(1, 3), request(2, 2));

        assertThat(sorted.ordered())
                .extracting(member -> member.request().ticket())
                .containsExactly(ticket(0), ticket(2));
        assertThat(sorted.deferred()).containsExactly(request(1, 3));
        assertThat(sorted.refused()).isEmpty();
        assertThat(sorted.early()).isFalse();
    }

    @Test
    void what_would_not_fit_alone_is_refused() {
        assertThat(sort(sale(1, 100), request(0, 2)).refused())
                .singleElement()
                .matches(member -> Refusal.SOLD_OUT.isWhyOf(member.outcome()));
    }

    @Test
    void an_epoch_that_has_not_begun_is_early_and_one_that_has_ended_is_refused() {
        var sorted = sort(sale(5, 100), request(0, EPOCH + 1, 1), request(1, EPOCH - 1, 1));

        assertThat(sorted.early()).isTrue();
        assertThat(sorted.refused()).singleElement().matches(member -> Refusal.EPOCH_ENDED.isWhyOf(member.outcome()));
        assertThat(sorted.ordered()).isEmpty();
        assertThat(sorted.deferred()).isEmpty();
    }

    @Test
    void what_is_decided_is_only_told_again_and_complained_about_if_it_was_unprocessable() {
        var outcome = Refusal.UNPROCESSABLE.of(request(0, 1), NOW).outcome();
        var sorted = sorting.sort(
                List.of(request(0, 1)),
                new Purchases.Known(Map.of(ticket(0), outcome), Map.of(SALE, sale(5, 100))),
                NOW);

        assertThat(sorted.decided()).containsExactly(outcome);
        assertThat(sorted.complaints()).singleElement().asString().contains(ticket(0));
        assertThat(sorted.refused()).isEmpty();
        assertThat(sorted.ordered()).isEmpty();
    }

    @Test
    void a_total_that_is_too_large_is_refused_alone() {
        var sorted = sort(sale(5, Long.MAX_VALUE), request(0, 2), request(1, 1));

        assertThat(sorted.refused()).singleElement().satisfies(member -> {
            assertThat(member.request().ticket()).isEqualTo(ticket(0));
            assertThat(Refusal.UNPROCESSABLE.isWhyOf(member.outcome())).isTrue();
        });
        assertThat(sorted.ordered())
                .extracting(member -> member.request().ticket())
                .containsExactly(ticket(1));
        assertThat(sorted.complaints()).hasSize(1);
    }

    private SortPurchases.Sorted sort(Sale sale, PurchaseRequested... requests) {
        return sorting.sort(List.of(requests), new Purchases.Known(Map.of(), Map.of(SALE, sale)), NOW);
    }
}
