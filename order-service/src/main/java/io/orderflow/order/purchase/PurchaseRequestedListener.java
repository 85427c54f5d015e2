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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drains the flash sale's queue. A backlog comes in large groups, and the larger the group the cheaper each order in it:
 * the longer the queue, the faster it is worked off.
 */
@RocketMQListener(value = "purchase-placement", threads = 4, batch = 64, linger = "20ms")
class PurchaseRequestedListener {

    private static final Pattern TICKET = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int CUSTOMER_ID_LENGTH = 64;

    /** Has no form for half of a surrogate pair. */
    private static final Charset WRITABLE = StandardCharsets.UTF_8;

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
        requests.forEach(PurchaseRequestedListener::check);
        return placePurchases.place(requests);
    }

    @Topic(PurchaseEvents.REQUESTS)
    @Tag(PurchaseEvents.REQUESTED_TOGETHER)
    @Redelivery(times = 15, first = "1s", growingBy = 2, upTo = "5m")
    Handled purchasesRequested(@MessageBody List<PurchasesRequested> groups) {
        var all = groups.stream().flatMap(PurchaseRequestedListener::each).toList();
        var requests =
                all.stream().filter(request -> complaint(request).isEmpty()).toList();
        Handled handled = Handled.Outcome.APPLIED;
        for (int from = 0; from < requests.size(); from += MOST_TOGETHER) {
            var some = requests.subList(from, Math.min(from + MOST_TOGETHER, requests.size()));
            if (placePurchases.place(some) instanceof Handled.Later later) {
                handled = later;
            }
        }
        // Whatever is wrong with one of them, the others are decided before the message is given up.
        if (handled == Handled.Outcome.APPLIED) {
            all.forEach(PurchaseRequestedListener::check);
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

    private static void check(PurchaseRequested request) {
        complaint(request).ifPresent(complaint -> {
            throw new PoisonMessageException(complaint);
        });
    }

    /**
     * What the gateway never sends, and no repeat would make an order. Judged member by member and before any group is formed, so
     * that the others of a message get what they would have got without this one: also what an older sender has left out.
     */
    private static Optional<String> complaint(PurchaseRequested request) {
        @Nullable String ticket = request.ticket();
        @Nullable String customer = request.customerId();
        if (ticket == null || !TICKET.matcher(ticket).matches()) {
            return Optional.of("A ticket is a UUID in lower case; got '%s'".formatted(ticket));
        }
        if (request.requestedAt() == null || request.expiresAt() == null) {
            return Optional.of("A request says when it was made and when it expires; ticket " + ticket + " does not");
        }
        if (request.quantity() < 1) {
            return Optional.of("A quantity is at least 1; got %d".formatted(request.quantity()));
        }
        if (customer == null
                || customer.isBlank()
                || customer.codePointCount(0, customer.length()) > CUSTOMER_ID_LENGTH
                || !WRITABLE.newEncoder().canEncode(customer)) {
            return Optional.of(
                    "A customer's id has 1 to %d characters; got '%s'".formatted(CUSTOMER_ID_LENGTH, customer));
        }
        return Optional.empty();
    }
}
