package io.orderflow.points.award;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffect;
import io.orderflow.points.PointsEntry;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Awards an order's points exactly once: the ledger's unique key decides, whoever else was asked before. */
@Singleton
class AwardPoints {

    private final PointsLedger ledger;
    private final Clock clock;

    AwardPoints(PointsLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    Handled.Outcome forOrder(OrderPlaced order) throws Exception {
        var entry = new PointsEntry(
                null,
                order.orderId(),
                PointsEntry.Type.ORDER_PLACED,
                order.customerId(),
                PointsRule.pointsFor(order.total()),
                clock.instant());
        return UniqueEffect.storeOnce(() -> ledger.enter(entry));
    }
}
