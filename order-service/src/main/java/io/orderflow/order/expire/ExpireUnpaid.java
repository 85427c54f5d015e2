package io.orderflow.order.expire;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.event.PurchaseEvents;
import io.orderflow.event.UnitsReturned;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.journal.Journal;
import io.orderflow.messaging.publish.HalfMessageNotStoredException;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Orders;
import io.orderflow.order.sale.Sale;
import io.orderflow.order.sale.SaleMovedException;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpaid orders expire when their payment is due, and their units are for sale again.
 *
 * <p>Exactly once, on any number of instances: one transaction marks a purchase, expires its order, gives its units back and
 * publishes that, and only if it was not marked before. A group of which one can't be given back is tried one by one.
 */
@Singleton
class ExpireUnpaid {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireUnpaid.class);

    private final UnpaidPurchases unpaid;
    private final Orders orders;
    private final Sales sales;
    private final ReturnedUnits publisher;
    private final ExpirySettings settings;
    private final Journal journal;
    private final Clock clock;
    /** Wake-up and sweep of one instance would only collide. */
    private final ReentrantLock turn = new ReentrantLock();

    ExpireUnpaid(
            UnpaidPurchases unpaid,
            Orders orders,
            Sales sales,
            ReturnedUnits publisher,
            ExpirySettings settings,
            Journal journal,
            Clock clock) {
        this.unpaid = unpaid;
        this.orders = orders;
        this.sales = sales;
        this.publisher = publisher;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Looks at all that is due once. What can't be given back now is passed over and holds up nothing behind it; what another
     * instance gives back meanwhile is passed over, too. The next sweep looks again.
     */
    void expireDue() {
        turn.lock();
        try {
            var due = unpaid.due(now(), Instant.EPOCH, "", settings.batch());
            while (!due.isEmpty()) {
                if (!expire(due)) {
                    due.forEach(one -> expire(List.of(one)));
                }
                var last = due.getLast();
                due = unpaid.due(now(), last.paymentDueAt(), last.ticket(), settings.batch());
            }
        } finally {
            turn.unlock();
        }
    }

    /** @return whether they are given back; otherwise nothing has changed */
    private boolean expire(List<Unpaid> due) {
        Instant now = now();
        var tickets = due.stream().map(Unpaid::ticket).sorted().toList();
        var shares = shares(due);
        if (shares.size() < due.size()) {
            if (due.size() == 1) {
                LOG.error(
                        "The units of ticket {} can't be given back: there is no sale {}",
                        tickets,
                        due.getFirst().saleId());
            }
            return false;
        }
        var event = new UnitsReturned(IntStream.range(0, due.size())
                .mapToObj(
                        index -> units(due.get(index), shares.get(index).sale().epoch(), now))
                .toList());
        String groupId = UuidCreator.getTimeOrderedEpoch().toString();
        journal.recordGroup(PurchaseEvents.OUTCOMES, groupId, tickets);
        var result = publisher.returned(groupId, event, () -> {
            all(due, unpaid.markReturned(tickets, now));
            all(due, orders.expire(tickets));
            sales.subtractFromCustomers(shares);
            // Under the sale's lock: the event's epoch is the one in which the units come back, or nothing happens.
            sales.giveBack(shares);
            return due;
        });
        return switch (result) {
            case Committed<List<Unpaid>> committed -> {
                LOG.info("{} orders expired unpaid, {} the first of them", tickets.size(), tickets.getFirst());
                yield true;
            }
            case RolledBack<List<Unpaid>>(var cause) -> {
                switch (cause) {
                    case HalfMessageNotStoredException away -> throw away;
                    case TakenMeanwhileException taken -> LOG.debug("{}", taken.getMessage());
                    case SaleMovedException moved -> LOG.debug("{}", moved.getMessage());
                    default -> LOG.warn("{} unpaid orders could not expire: {}", due.size(), cause.toString());
                }
                yield false;
            }
            case Unknown<List<Unpaid>>(var cause) ->
                throw new IllegalStateException(
                        "Whether %d unpaid orders have expired is not known".formatted(due.size()), cause);
        };
    }

    /** Of those whose sale is known. */
    private List<Sales.Share> shares(List<Unpaid> due) {
        var saleById = sales.withIds(due.stream().map(Unpaid::saleId).distinct().toList()).stream()
                .collect(toMap(Sale::id, identity()));
        return due.stream()
                .filter(one -> saleById.containsKey(one.saleId()))
                .map(one -> new Sales.Share(
                        Objects.requireNonNull(saleById.get(one.saleId()), "sale"), one.customerId(), one.quantity()))
                .toList();
    }

    private static Units units(Unpaid one, int epoch, Instant now) {
        return new Units(one.ticket(), one.saleId(), epoch, one.customerId(), one.quantity(), now);
    }

    private static void all(List<Unpaid> due, long changed) {
        if (changed != due.size()) {
            throw new TakenMeanwhileException(due.size(), changed);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Another instance has expired some of them. */
    private static final class TakenMeanwhileException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TakenMeanwhileException(int due, long changed) {
            super("Of %d unpaid orders %d are left".formatted(due, changed));
        }
    }
}
