package io.orderflow.order.purchase;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesRequested;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drains the flash sale's queue. A backlog comes in large groups, and the larger the group the cheaper each order in it:
 * the longer the queue, the faster it is worked off.
 */
@RocketMQListener(value = "purchase-placement", threads = 4, batch = 64, linger = "20ms")
class PurchaseRequestedListener {

    /** Purchases in one transaction: larger ones gain little and hold the sale's row longer. */
    private static final int MOST_TOGETHER = 128;

    private final PlacePurchases placePurchases;

    PurchaseRequestedListener(PlacePurchases placePurchases) {
        this.placePurchases = placePurchases;
    }

    @Topic(PurchaseEvents.REQUESTS)
    @Tag(PurchaseEvents.REQUESTED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled purchaseRequested(@MessageBody List<PurchaseRequested> requests) {
        return placePurchases.place(requests);
    }

    @Topic(PurchaseEvents.REQUESTS)
    @Tag(PurchaseEvents.REQUESTED_TOGETHER)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled purchasesRequested(@MessageBody List<PurchasesRequested> groups) {
        var requests = groups.stream().flatMap(PurchaseRequestedListener::each).toList();
        Handled handled = Handled.Outcome.APPLIED;
        @Nullable PoisonMessageException poison = null;
        for (int from = 0; from < requests.size(); from += MOST_TOGETHER) {
            var some = requests.subList(from, Math.min(from + MOST_TOGETHER, requests.size()));
            try {
                if (placePurchases.place(some) instanceof Handled.Later later) {
                    handled = later;
                }
            } catch (PoisonMessageException one) {
                poison = one;
            }
        }
        // Even if one of them is invalid, the others are decided before the message is given up.
        if (poison != null && handled == Handled.Outcome.APPLIED) {
            throw poison;
        }
        return handled;
    }

    private static Stream<PurchaseRequested> each(PurchasesRequested group) {
        return group.purchases().stream()
                .map(purchase -> new PurchaseRequested(
                        purchase.ticket(),
                        group.saleId(),
                        group.epoch(),
                        purchase.customerId(),
                        purchase.quantity(),
                        group.requestedAt(),
                        group.expiresAt()));
    }
}
