package io.orderflow.coupon.grant;

import io.orderflow.coupon.Coupon;
import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffect;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Grants an order's coupon exactly once: the table's unique key decides, whoever else was asked before. */
@Singleton
class GrantCoupon {

    private final GrantedCoupons granted;
    private final Clock clock;

    GrantCoupon(GrantedCoupons granted, Clock clock) {
        this.granted = granted;
        this.clock = clock;
    }

    Handled.Outcome forOrder(OrderPlaced order) throws Exception {
        Instant now = clock.instant();
        var coupon = new Coupon(
                null,
                order.orderId(),
                order.customerId(),
                Coupon.Kind.RED_PACKET,
                RedPacketRule.amountFor(order.total()),
                order.currency(),
                now,
                RedPacketRule.validUntil(now));
        return UniqueEffect.storeOnce(() -> granted.save(coupon));
    }
}
