package io.orderflow.order.purchase;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.PurchasesDecided;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.journal.Journal;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Orders;
import io.orderflow.order.expire.PaymentDeadlines;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Writes a group's decisions and publishes them: one half message, one transaction, one verdict. */
@Singleton
class PublishDecisions {

    /** Nothing was written, and no consumer sees anything of it. */
    record Failure(GroupFailure kind, Exception cause) {}

    private final Purchases purchases;
    private final Orders orders;
    private final Sales sales;
    private final PurchaseOutcomes publisher;
    private final PaymentDeadlines deadlines;
    private final Journal journal;

    PublishDecisions(
            Purchases purchases,
            Orders orders,
            Sales sales,
            PurchaseOutcomes publisher,
            PaymentDeadlines deadlines,
            Journal journal) {
        this.purchases = purchases;
        this.orders = orders;
        this.sales = sales;
        this.publisher = publisher;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** Again, for tickets whose decision is committed. */
    void again(List<Outcome> decided) {
        if (!decided.isEmpty()) {
            publisher.republishDecided(newGroup(decided), new PurchasesDecided(decided));
        }
    }

    /**
     * @return empty if all of them are decided
     * @throws PurchasesUndecidedException if it is not known whether they are
     */
    Optional<Failure> publish(Group group) {
        PublishResult<Group> result;
        try {
            result = publisher.decided(
                    newGroup(group.outcomes()), new PurchasesDecided(group.outcomes()), () -> write(group));
        } catch (UncheckedIOException unencodable) {
            // Nothing was sent or written.
            return Optional.of(new Failure(GroupFailure.UNWRITABLE, unencodable));
        }
        return switch (result) {
            case Committed<Group> committed -> {
                deadlines.expect(group.outcomes());
                yield Optional.empty();
            }
            case RolledBack<Group>(var cause) -> Optional.of(new Failure(GroupFailure.of(cause), cause));
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

    /** Its id; the journal leads from each of its tickets to it. */
    private String newGroup(List<Outcome> outcomes) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        journal.recordGroup(
                PurchaseEvents.OUTCOMES,
                id,
                outcomes.stream().map(Outcome::ticket).toList());
        return id;
    }
}
