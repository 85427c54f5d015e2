package io.orderflow.order.purchase;

import static io.orderflow.order.purchase.PurchaseFixtures.NOW;
import static io.orderflow.order.purchase.PurchaseFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.order.place.PlacementSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAVAILABLE")
    void a_group_is_halved_and_nobody_is_lost(GroupFailure failure) {
        assertThat(Retry.of(ordered(3), failure, 5))
                .isEqualTo(new Retry.DecideAgain(
                        List.of(List.of(request(0, 1)), List.of(request(1, 1), request(2, 1))), 5));
    }

    @Test
    void halving_ends_with_each_member_alone() {
        assertThat(alone(ordered(7))).isEqualTo(7);
    }

    @ParameterizedTest
    @EnumSource
    void during_an_outage_all_are_left_to_the_redelivery(GroupFailure failure) {
        var retry = Retry.of(ordered(2), failure, 0);

        if (failure == GroupFailure.LIMIT_REACHED || failure == GroupFailure.UNWRITABLE) {
            assertThat(retry).as("caused by a purchase").isInstanceOf(Retry.DecideAgain.class);
        } else {
            assertThat(retry).isEqualTo(new Retry.Redelivery());
        }
        assertThat(Retry.of(ordered(2), GroupFailure.UNAVAILABLE, 5)).isEqualTo(new Retry.Redelivery());
    }

    @Test
    void who_is_alone_and_overtaken_is_decided_again_with_less_patience() {
        assertThat(Retry.of(ordered(1), GroupFailure.OVERTAKEN, 5))
                .isEqualTo(new Retry.DecideAgain(List.of(List.of(request(0, 1))), 4));
    }

    @Test
    void who_is_alone_and_over_the_limit_is_refused() {
        assertThat(Retry.of(ordered(1), GroupFailure.LIMIT_REACHED, 0))
                .isEqualTo(new Retry.RefuseByLimit(request(0, 1), -1));
    }

    @Test
    void who_is_alone_and_unwritable_is_refused_and_if_not_even_that_can_be_written_has_a_dead_letter() {
        assertThat(Retry.of(ordered(1), GroupFailure.UNWRITABLE, 0))
                .isEqualTo(new Retry.RefuseUnprocessable(request(0, 1), 0));
        assertThat(Retry.of(
                        Group.refused(List.of(Refusal.UNPROCESSABLE.of(request(0, 1), NOW))),
                        GroupFailure.UNWRITABLE,
                        0))
                .isEqualTo(new Retry.OnlyDeadLetter(request(0, 1)));
    }

    private static int alone(Group group) {
        if (group.requests().size() == 1) {
            return 1;
        }
        var again = (Retry.DecideAgain) Retry.of(group, GroupFailure.UNWRITABLE, 5);
        return again.parts().stream()
                .mapToInt(part -> alone(ordered(part.size())))
                .sum();
    }

    private static Group ordered(int members) {
        var settings = new PlacementSettings(1, 1, 1, 1, 1, Duration.ofSeconds(1), Duration.ofMinutes(2));
        var purchasedOrder = new PurchasedOrder(settings);
        return Group.ordered(IntStream.range(0, members)
                .mapToObj(number -> purchasedOrder.of(request(number, 1), PurchaseFixtures.sale(50, 100), NOW))
                .toList());
    }
}
