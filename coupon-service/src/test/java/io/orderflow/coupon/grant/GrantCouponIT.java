package io.orderflow.coupon.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.event.OrderPlacedBatchContract;
import io.orderflow.event.PlacedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantCouponIT extends OrderPlacedBatchContract {

    GrantCouponIT() {
        super("coupon-service", "coupons", "coupon", "/coupons/me");
    }

    @Test
    void coupon_is_worth_what_the_rule_says_in_the_orders_currency() throws Exception {
        String customer = "collector-" + UUID.randomUUID();
        var order = PlacedEvents.order(customer, 4_700);
        events().send(order);
        effects().awaitOne(order);

        var coupon = (Map<?, ?>) ((List<?>) http().json(customer, "/coupons/me").get("items")).getFirst();

        assertThat(coupon.get("orderId")).isEqualTo(order.orderId());
        assertThat(coupon.get("kind")).isEqualTo("RED_PACKET");
        assertThat(coupon.get("amount")).isEqualTo(100);
        assertThat(coupon.get("currency")).isEqualTo("EUR");
        assertThat(coupon.get("valid")).isEqualTo(true);
        var createdAt = Instant.parse((String) coupon.get("createdAt"));
        assertThat(createdAt)
                .isBetween(order.placedAt().minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(Instant.parse((String) coupon.get("validUntil"))).isEqualTo(createdAt.plus(Duration.ofDays(30)));
    }
}
