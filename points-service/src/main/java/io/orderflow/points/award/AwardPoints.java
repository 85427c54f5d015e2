package io.orderflow.points.award;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffects;
import io.orderflow.points.PointsEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Awards each order's points exactly once: the ledger's unique key decides, not the claim. */
@Singleton
class AwardPoints {

    private final PointsLedger ledger;
    private final Clock clock;

    AwardPoints(PointsLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** In one transaction, all or none; orders that have their points already are left out. */
    List<Handled.Outcome> forOrders(List<OrderPlaced> orders) throws Exception {
        Instant now = clock.instant();
        return UniqueEffects.storeEachOnce(
                orders.stream().map(order -> entry(order, now)).toList(),
                PointsEntry::orderId,
                ledger::enter,
                orderIds -> ledger.entered(orderIds, PointsEntry.Type.ORDER_PLACED));
    }

    private static PointsEntry entry(OrderPlaced order, Instant now) {
        return new PointsEntry(
                null,
                order.orderId(),
                PointsEntry.Type.ORDER_PLACED,
                order.customerId(),
                PointsRule.pointsFor(order.total()),
                now);
    }
}
