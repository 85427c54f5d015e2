package io.orderflow.coupon.grant;

import io.orderflow.coupon.Coupon;
import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffects;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Grants each order's coupon exactly once: the table's unique key decides, not the claim. */
@Singleton
class GrantCoupon {

    private final GrantedCoupons granted;
    private final Clock clock;

    GrantCoupon(GrantedCoupons granted, Clock clock) {
        this.granted = granted;
        this.clock = clock;
    }

    /** In one transaction, all or none; orders that have their coupon already are left out. */
    List<Handled.Outcome> forOrders(List<OrderPlaced> orders) throws Exception {
        Instant now = clock.instant();
        return UniqueEffects.storeEachOnce(
                orders.stream().map(order -> coupon(order, now)).toList(),
                Coupon::orderId,
                granted::insert,
                granted::granted);
    }

    private static Coupon coupon(OrderPlaced order, Instant now) {
        return new Coupon(
                null,
                order.orderId(),
                order.customerId(),
                Coupon.Kind.RED_PACKET,
                RedPacketRule.amountFor(order.total()),
                order.currency(),
                now,
                RedPacketRule.validUntil(now));
    }
}
