package io.orderflow.notification.announce;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffects;
import io.orderflow.notification.Notification;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Announces each order exactly once: the table's unique key decides, not the claim. */
@Singleton
class AnnounceOrder {

    private final Announcements announcements;
    private final Clock clock;

    AnnounceOrder(Announcements announcements, Clock clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    /** In one transaction, all or none; orders that are announced already are left out. */
    List<Handled.Outcome> placed(List<OrderPlaced> orders) throws Exception {
        Instant now = clock.instant();
        return UniqueEffects.storeEachOnce(
                orders.stream().map(order -> notification(order, now)).toList(),
                Notification::orderId,
                announcements::insert,
                orderIds -> announcements.announced(orderIds, Notification.Kind.ORDER_PLACED));
    }

    private static Notification notification(OrderPlaced order, Instant now) {
        return new Notification(
                null, order.orderId(), Notification.Kind.ORDER_PLACED, order.customerId(), PlacedText.of(order), now);
    }
}
