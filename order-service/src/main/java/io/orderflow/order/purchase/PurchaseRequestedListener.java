package io.orderflow.order.purchase;

import io.micronaut.messaging.annotation.MessageBody;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.micronaut.rocketmq.annotation.Redelivery;
import io.orderflow.micronaut.rocketmq.annotation.RocketMQListener;
import io.orderflow.micronaut.rocketmq.annotation.Tag;
import io.orderflow.micronaut.rocketmq.annotation.Topic;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Drains the flash sale's queue. A backlog comes in large groups, and the larger the group the cheaper each order in it:
 * the longer the queue, the faster it is worked off.
 */
@RocketMQListener(value = "purchase-placement", threads = 4, batch = 128, linger = "20ms")
class PurchaseRequestedListener {

    private static final Pattern TICKET = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int CUSTOMER_ID_LENGTH = 64;

    private final PlacePurchases placePurchases;

    PurchaseRequestedListener(PlacePurchases placePurchases) {
        this.placePurchases = placePurchases;
    }

    @Topic(PurchaseEvents.REQUESTS)
    @Tag(PurchaseEvents.REQUESTED)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled purchaseRequested(@MessageBody List<PurchaseRequested> requests) {
        requests.forEach(PurchaseRequestedListener::check);
        return placePurchases.place(requests);
    }

    /** What the gateway never sends, and no repeat would make an order. */
    private static void check(PurchaseRequested request) {
        if (!TICKET.matcher(request.ticket()).matches()) {
            throw new PoisonMessageException("A ticket is a UUID in lower case; got '%s'".formatted(request.ticket()));
        }
        if (request.quantity() < 1) {
            throw new PoisonMessageException("A quantity is at least 1; got %d".formatted(request.quantity()));
        }
        if (request.customerId().isBlank() || request.customerId().length() > CUSTOMER_ID_LENGTH) {
            throw new PoisonMessageException("A customer's id has 1 to %d characters; got '%s'"
                    .formatted(CUSTOMER_ID_LENGTH, request.customerId()));
        }
    }
}
