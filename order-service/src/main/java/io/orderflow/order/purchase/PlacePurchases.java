package io.orderflow.order.purchase;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.journal.Journal;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Orders;
import io.orderflow.order.expire.PaymentDeadlines;
import io.orderflow.order.sale.Sale;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides tickets, in groups: one half message, one transaction, one verdict for all of them.
 *
 * <p>Guarantees: a ticket is decided once, and its outcome is told at least once. A purchase that can't be ordered takes
 * nobody with it: a group that fails is halved until that purchase is alone, and then it is refused. Does not keep the order
 * in which the requests came.
 */
@Singleton
class PlacePurchases {

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
     * A request of an epoch that has not begun here comes later, and the others of its delivery with it: theirs are decided
     * by then and only told again.
     */
    Handled place(List<PurchaseRequested> requests) {
        Map<String, PurchaseRequested> byTicket = new LinkedHashMap<>();
        requests.forEach(request -> byTicket.putIfAbsent(request.ticket(), request));
        return decide(byTicket.values(), PATIENCE) ? Handled.Outcome.APPLIED : new Handled.Later(WARMING_TAKES);
    }

    /** @return whether all of them are decided */
    private boolean decide(Collection<PurchaseRequested> requests, int patience) {
        if (requests.isEmpty()) {
            return true;
        }
        var known = purchases.about(requests);
        Instant now = now();
        var left = new Left();
        var decided = new ArrayList<Outcome>();
        var refused = new ArrayList<Group.Refused>();
        var ordered = new ArrayList<Group.Ordered>();
        // What does not fit behind those that came before, and may fit once it is known which of them were ordered.
        var behind = new ArrayList<PurchaseRequested>();
        boolean early = false;
        for (PurchaseRequested request : requests) {
            var outcome = known.decided().get(request.ticket());
            var sale = known.sales().get(request.saleId());
            var refusal = Refusal.of(request, sale, now);
            if (outcome != null) {
                decided.add(outcome);
            } else if (sale == null || refusal.isPresent()) {
                refused.add(refusal.orElse(Refusal.UNKNOWN_SALE).of(request, now));
            } else if (request.epoch() > sale.epoch()) {
                early = true;
            } else if (left.take(sale, request.quantity())) {
                ordered.add(purchasedOrder.of(request, sale, now));
            } else {
                behind.add(request);
            }
        }
        if (!decided.isEmpty()) {
            publisher.decidedBefore(groupOf(decided), new PurchasesDecided(decided));
        }
        boolean all = publish(Group.refused(refused), patience);
        all &= publish(Group.ordered(ordered), patience);
        all &= decide(behind, patience);
        return all && !early;
    }

    private boolean publish(Group group, int patience) {
        if (group.isEmpty()) {
            return true;
        }
        var result = publisher.decided(
                groupOf(group.outcomes()), new PurchasesDecided(group.outcomes()), () -> write(group));
        return switch (result) {
            case Committed<Group> committed -> {
                deadlines.expect(group.outcomes());
                yield true;
            }
            case RolledBack<Group>(var cause) -> apart(group.requests(), patience, cause);
            // Committed or not, the redelivery does no harm: the ticket's primary key lets in one decision.
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

    /** Nothing of the group was written: one of them, or somebody else, was in the way. */
    private boolean apart(List<PurchaseRequested> requests, int patience, Exception cause) {
        var failure = GroupFailure.of(cause);
        if (failure == GroupFailure.UNAVAILABLE || patience == 0) {
            throw new PurchasesUndecidedException(requests.size(), cause);
        }
        if (requests.size() > 1) {
            int half = requests.size() / 2;
            boolean first = decide(requests.subList(0, half), patience);
            boolean second = decide(requests.subList(half, requests.size()), patience);
            return first && second;
        }
        if (failure == GroupFailure.LIMIT_REACHED) {
            var refused = Refusal.LIMIT_REACHED.of(requests.getFirst(), now());
            return publish(Group.refused(List.of(refused)), patience - 1);
        }
        return decide(requests, patience - 1);
    }

    /** In the column's precision, so that an outcome reads the same now and from its row. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A new group's id; the journal leads from each of its tickets to it. */
    private String groupOf(List<Outcome> outcomes) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        journal.together(
                PurchaseEvents.OUTCOMES,
                id,
                outcomes.stream().map(Outcome::ticket).toList());
        return id;
    }

    /** What the members of a group leave to each other, as far as was read. */
    private static final class Left {

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
