package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides tickets, in groups: reads ({@link Purchases}), sorts ({@link SortPurchases}), writes and publishes ({@link
 * PublishDecisions}), and takes a group apart that fails ({@link Retry}).
 *
 * <p>Guarantees: a ticket is decided once, and its outcome is published at least once. A purchase that can't be ordered harms
 * no other: a group that fails is halved until that purchase is alone, and then it is refused. One that can never be processed
 * is refused, too, and its message becomes a dead letter once the others are decided. The order of the requests is not kept.
 */
@Singleton
class PlacePurchases {

    private static final Duration WARMING_TAKES = Duration.ofSeconds(1);

    /** How often a purchase that is alone may be overtaken by others before it is left to a redelivery. */
    private static final int PATIENCE = 5;

    private final Purchases purchases;
    private final SortPurchases sorting;
    private final PublishDecisions publishing;
    private final Clock clock;

    PlacePurchases(Purchases purchases, SortPurchases sorting, PublishDecisions publishing, Clock clock) {
        this.purchases = purchases;
        this.sorting = sorting;
        this.publishing = publishing;
        this.clock = clock;
    }

    /**
     * A request of an epoch that has not begun here is redelivered later, and the others of its delivery with it: these are
     * decided by then, and their outcomes only published again.
     *
     * @throws PoisonMessageException if one of them is refused as {@link Refusal#UNPROCESSABLE}, now or before, or has no ticket;
     *     all others are decided
     */
    Handled place(List<PurchaseRequested> requests) {
        Map<String, PurchaseRequested> byTicket = new LinkedHashMap<>();
        var complaints = new LinkedHashSet<String>();
        for (PurchaseRequested request : requests) {
            var complaint = Complaint.about(request);
            if (complaint.isPresent() && complaint.get().ticketless()) {
                complaints.add(complaint.get().text());
            } else {
                byTicket.putIfAbsent(request.ticket(), request);
            }
        }
        if (!decide(byTicket.values(), PATIENCE, complaints)) {
            return new Handled.Later(WARMING_TAKES);
        }
        if (!complaints.isEmpty()) {
            throw new PoisonMessageException(String.join("; ", complaints));
        }
        return Handled.Outcome.APPLIED;
    }

    /** @return whether all of them are decided */
    private boolean decide(Collection<PurchaseRequested> requests, int patience, Set<String> complaints) {
        if (requests.isEmpty()) {
            return true;
        }
        var sorted = sorting.sort(requests, purchases.about(requests), now());
        complaints.addAll(sorted.complaints());
        publishing.again(sorted.decided());
        boolean all = publish(Group.refused(sorted.refused()), patience, complaints);
        all &= publish(Group.ordered(sorted.ordered()), patience, complaints);
        all &= decide(sorted.deferred(), patience, complaints);
        return all && !sorted.early();
    }

    private boolean publish(Group group, int patience, Set<String> complaints) {
        return group.isEmpty()
                || publishing
                        .publish(group)
                        .map(failure -> retry(group, failure, patience, complaints))
                        .orElse(true);
    }

    private boolean retry(Group group, PublishDecisions.Failure failure, int patience, Set<String> complaints) {
        return switch (Retry.of(group, failure.kind(), patience)) {
            case Retry.DecideAgain(var parts, int left) -> {
                boolean all = true;
                for (var part : parts) {
                    all &= decide(part, left, complaints);
                }
                yield all;
            }
            case Retry.RefuseByLimit(var alone, int left) ->
                publish(Group.refused(List.of(Refusal.LIMIT_REACHED.of(alone, now()))), left, complaints);
            case Retry.RefuseUnprocessable(var alone, int left) -> {
                String why = Complaint.text(alone, failure.cause());
                complaints.add(why);
                yield publish(Group.refused(List.of(Refusal.unprocessable(alone, why, now()))), left, complaints);
            }
            case Retry.OnlyDeadLetter(var alone) -> {
                complaints.add(Complaint.text(alone, failure.cause()));
                yield true;
            }
            case Retry.Redelivery later ->
                throw new PurchasesUndecidedException(group.requests().size(), failure.cause());
        };
    }

    /** In the column's precision, so that an outcome reads the same now and from its row. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
