package io.orderflow.notification.announce;

import io.orderflow.event.OrderPlaced;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.idempotency.UniqueEffect;
import io.orderflow.notification.Notification;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Announces an order exactly once: the table's unique key decides, whoever else was asked before. */
@Singleton
class AnnounceOrder {

    private final Announcements announcements;
    private final Clock clock;

    AnnounceOrder(Announcements announcements, Clock clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    Handled.Outcome placed(OrderPlaced order) throws Exception {
        var notification = new Notification(
                null,
                order.orderId(),
                Notification.Kind.ORDER_PLACED,
                order.customerId(),
                PlacedText.of(order),
                clock.instant());
        return UniqueEffect.storeOnce(() -> announcements.save(notification));
    }
}
