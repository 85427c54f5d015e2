package io.orderflow.order.purchase;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.journal.Journal;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Orders;
import io.orderflow.order.expire.PaymentDeadlines;
import io.orderflow.order.sale.Sale;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides tickets, in groups: one half message, one transaction, one verdict for all of them.
 *
 * <p>Guarantees: a ticket is decided once, and its outcome is published at least once. A purchase that can't be ordered harms
 * no other: a group that fails is halved until that purchase is alone, and then it is refused. One that can never be processed
 * is refused, too, and its message becomes a dead letter once the others are decided. The order of the requests is not kept.
 */
@Singleton
class PlacePurchases {

    private static final Logger LOG = LoggerFactory.getLogger(PlacePurchases.class);

    private static final Duration WARMING_TAKES = Duration.ofSeconds(1);

    /** How often a purchase that is alone may be overtaken by others before it is left to a redelivery. */
    private static final int PATIENCE = 5;

    private final Purchases purchases;
    private final Orders orders;
    private final Sales sales;
    private final PurchasedOrder purchasedOrder;
    private final PurchaseOutcomes publisher;
    private final PaymentDeadlines deadlines;
    private final Journal journal;
    private final Clock clock;

    PlacePurchases(
            Purchases purchases,
            Orders orders,
            Sales sales,
            PurchasedOrder purchasedOrder,
            PurchaseOutcomes publisher,
            PaymentDeadlines deadlines,
            Journal journal,
            Clock clock) {
        this.purchases = purchases;
        this.orders = orders;
        this.sales = sales;
        this.purchasedOrder = purchasedOrder;
        this.publisher = publisher;
        this.deadlines = deadlines;
        this.journal = journal;
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
        var known = purchases.about(requests);
        Instant now = now();
        var remaining = new RemainingStock();
        var decided = new ArrayList<Outcome>();
        var refused = new ArrayList<Group.Refused>();
        var ordered = new ArrayList<Group.Ordered>();
        // Doesn't fit behind the earlier requests; may fit once it is known which of them were ordered.
        var deferred = new ArrayList<PurchaseRequested>();
        boolean early = false;
        for (PurchaseRequested request : requests) {
            var outcome = known.decided().get(request.ticket());
            var complaint = Complaint.about(request);
            var sale = known.sales().get(request.saleId());
            if (outcome != null) {
                decided.add(outcome);
                if (Refusal.UNPROCESSABLE.isWhyOf(outcome)) {
                    complaints.add(complaint
                            .map(Complaint::text)
                            .orElseGet(() -> "Ticket %s can't be processed".formatted(request.ticket())));
                }
                continue;
            }
            if (complaint.isPresent()) {
                refused.add(unprocessable(request, complaint.get().text(), complaints));
                continue;
            }
            var refusal = Refusal.of(request, sale, now);
            if (sale == null || refusal.isPresent()) {
                refused.add(refusal.orElse(Refusal.UNKNOWN_SALE).of(request, now));
            } else if (request.epoch() > sale.epoch()) {
                early = true;
            } else if (remaining.take(sale, request.quantity())) {
                try {
                    ordered.add(purchasedOrder.of(request, sale, now));
                } catch (ArithmeticException tooMuch) {
                    refused.add(unprocessable(request, text(request, tooMuch), complaints));
                }
            } else {
                deferred.add(request);
            }
        }
        if (!decided.isEmpty()) {
            publisher.republishDecided(groupOf(decided), new PurchasesDecided(decided));
        }
        boolean all = publish(Group.refused(refused), patience, complaints);
        all &= publish(Group.ordered(ordered), patience, complaints);
        all &= decide(deferred, patience, complaints);
        return all && !early;
    }

    private Group.Refused unprocessable(PurchaseRequested request, String why, Set<String> complaints) {
        LOG.warn("Ticket {} is refused, since it can't be processed: {}", request.ticket(), why);
        complaints.add(why);
        return Refusal.UNPROCESSABLE.of(Complaint.storable(request), now());
    }

    private static String text(PurchaseRequested request, Exception why) {
        return "Ticket %s can't be processed: %s".formatted(request.ticket(), why);
    }

    private boolean publish(Group group, int patience, Set<String> complaints) {
        if (group.isEmpty()) {
            return true;
        }
        PublishResult<Group> result;
        try {
            result = publisher.decided(
                    groupOf(group.outcomes()), new PurchasesDecided(group.outcomes()), () -> write(group));
        } catch (UncheckedIOException unencodable) {
            // Nothing was sent or written.
            return splitAndRetry(group, patience, GroupFailure.UNWRITABLE, unencodable, complaints);
        }
        return switch (result) {
            case Committed<Group> committed -> {
                deadlines.expect(group.outcomes());
                yield true;
            }
            case RolledBack<Group>(var cause) ->
                splitAndRetry(group, patience, GroupFailure.of(cause), cause, complaints);
            // Committed or not, the redelivery does no harm: the ticket's primary key allows one decision.
            case Unknown<Group>(var cause) ->
                throw new PurchasesUndecidedException(group.requests().size(), cause);
        };
    }

    private Group write(Group group) {
        if (group.orders().isEmpty()) {
            purchases.insertAll(group.outcomes());
            return group;
        }
        sales.addToCustomers(group.shares());
        orders.insertAll(group.orders());
        purchases.insertAll(group.outcomes());
        sales.take(group.shares());
        return group;
    }

    /** Nothing of the group was written: one of its members, or another transaction, was in the way. */
    private boolean splitAndRetry(
            Group group, int patience, GroupFailure failure, Exception cause, Set<String> complaints) {
        var requests = group.requests();
        boolean isAboutPurchases = failure == GroupFailure.LIMIT_REACHED || failure == GroupFailure.UNWRITABLE;
        if (failure == GroupFailure.UNAVAILABLE || (patience <= 0 && !isAboutPurchases)) {
            throw new PurchasesUndecidedException(requests.size(), cause);
        }
        if (requests.size() > 1) {
            int half = requests.size() / 2;
            boolean first = decide(requests.subList(0, half), patience, complaints);
            boolean second = decide(requests.subList(half, requests.size()), patience, complaints);
            return first && second;
        }
        var alone = requests.getFirst();
        return switch (failure) {
            case LIMIT_REACHED ->
                publish(Group.refused(List.of(Refusal.LIMIT_REACHED.of(alone, now()))), patience - 1, complaints);
            case UNWRITABLE -> {
                if (!group.orders().isEmpty()) {
                    var refused = unprocessable(alone, text(alone, cause), complaints);
                    yield publish(Group.refused(List.of(refused)), patience, complaints);
                }
                // Not even its refusal can be written: the dead letter is the only record of it.
                complaints.add(text(alone, cause));
                yield true;
            }
            case OVERTAKEN, UNAVAILABLE -> decide(requests, patience - 1, complaints);
        };
    }

    /** In the column's precision, so that an outcome reads the same now and from its row. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A new group's id; the journal leads from each of its tickets to it. */
    private String groupOf(List<Outcome> outcomes) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        journal.recordGroup(
                PurchaseEvents.OUTCOMES,
                id,
                outcomes.stream().map(Outcome::ticket).toList());
        return id;
    }

    /** Units left after the earlier members of a group, by the stock that was read. */
    private static final class RemainingStock {

        private final Map<Long, Long> units = new HashMap<>();

        boolean take(Sale sale, int quantity) {
            long left = units.getOrDefault(sale.id(), sale.available()) - quantity;
            if (left < 0) {
                return false;
            }
            units.put(sale.id(), left);
            return true;
        }
    }
}
