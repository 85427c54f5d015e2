package io.orderflow.order.place;

import static java.util.Comparator.comparing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.orderflow.event.OrderEvents;
import io.orderflow.event.OrdersPlaced;
import io.orderflow.journal.Journal;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Order;
import io.orderflow.order.OrderPlacedPublisher;
import io.orderflow.order.Orders;
import io.orderflow.order.place.Attempt.Apart;
import io.orderflow.order.place.Attempt.Settled;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places orders together: one half message, one transaction, one verdict for all of them.
 *
 * <p>Guarantees: one that can't be placed harms no other. Those whose key is taken are rolled back alone, and the others are
 * placed together after all. If one of them fails the group otherwise, each is to be placed apart. Only an outage is answered
 * to all at once.
 */
@Singleton
class PlaceTogether {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceTogether.class);

    private final Orders orders;
    private final OrderPlacedPublisher publisher;
    private final OrderGroups groups;
    private final Journal journal;

    PlaceTogether(Orders orders, OrderPlacedPublisher publisher, OrderGroups groups, Journal journal) {
        this.orders = orders;
        this.publisher = publisher;
        this.groups = groups;
        this.journal = journal;
    }

    /**
     * @param wanted no two of the same key
     * @return one for each, in their order
     */
    List<Attempt> place(List<Wanted> wanted) {
        if (wanted.size() == 1) {
            return List.of(new Settled(placeAlone(wanted.getFirst())));
        }
        Map<Orders.Key, Attempt> attempts = new HashMap<>();
        // All groups lock in the same order, so that two can't wait for each other.
        place(
                wanted.stream()
                        .sorted(comparing(Wanted::customerId).thenComparing(Wanted::idempotencyKey))
                        .toList(),
                attempts);
        return wanted.stream()
                .map(each -> Objects.requireNonNull(attempts.get(each.order().key()), "each has its attempt"))
                .toList();
    }

    /** Its event is the half message. */
    PublishResult<Order> placeAlone(Wanted wanted) {
        var order = wanted.order().order();
        try (var _ = wanted.context().makeCurrent()) {
            return publisher.placed(order.id(), order.placedEvent(), () -> {
                orders.insertAll(List.of(wanted.order()));
                return order;
            });
        }
    }

    private void place(List<Wanted> group, Map<Orders.Key, Attempt> attempts) {
        if (group.size() == 1) {
            // Its own request places it.
            attempts.put(group.getFirst().order().key(), new Apart());
            return;
        }
        PublishResult<List<Wanted>> result;
        try {
            result = publish(group);
        } catch (RuntimeException unwritten) {
            // Usually nothing was sent. If something was, each finds its order under its key.
            LOG.warn("{} orders can't be placed together, so each is placed apart", group.size(), unwritten);
            group.forEach(each -> attempts.put(each.order().key(), new Apart()));
            return;
        }
        switch (result) {
            case Committed<List<Wanted>> committed ->
                group.forEach(each -> settle(each, new Committed<>(each.order().order()), attempts));
            case Unknown<List<Wanted>>(var cause) ->
                group.forEach(each -> settle(each, new Unknown<>(cause), attempts));
            case RolledBack<List<Wanted>>(var cause) -> rolledBack(group, cause, attempts);
        }
    }

    private PublishResult<List<Wanted>> publish(List<Wanted> group) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        journal.recordGroup(
                OrderEvents.GROUPS,
                id,
                group.stream().map(each -> each.order().order().id()).toList());
        var event = new OrdersPlaced(group.stream().map(Wanted::placedEvent).toList());
        return groups.placed(id, event, () -> {
            orders.insertAll(group.stream().map(Wanted::order).toList());
            return group;
        });
    }

    private void rolledBack(List<Wanted> group, Exception cause, Map<Orders.Key, Attempt> attempts) {
        switch (GroupFailure.of(cause)) {
            case KEY_TAKEN -> withoutTaken(group, cause, attempts);
            case ONE_OF_THEM -> apart(group, cause, attempts);
            case OUTAGE -> group.forEach(each -> settle(each, new RolledBack<>(cause), attempts));
        }
    }

    private void withoutTaken(List<Wanted> group, Exception cause, Map<Orders.Key, Attempt> attempts) {
        Set<Orders.Key> taken;
        try {
            taken = orders.taken(group.stream().map(each -> each.order().key()).toList());
        } catch (RuntimeException unreachable) {
            cause.addSuppressed(unreachable);
            group.forEach(each -> settle(each, new RolledBack<>(cause), attempts));
            return;
        }
        if (taken.isEmpty()) {
            // The transaction that had the key was rolled back.
            apart(group, cause, attempts);
            return;
        }
        var free = new ArrayList<Wanted>(group.size());
        for (var each : group) {
            if (taken.contains(each.order().key())) {
                settle(each, new RolledBack<>(cause), attempts);
            } else {
                free.add(each);
            }
        }
        if (!free.isEmpty()) {
            place(free, attempts);
        }
    }

    private static void apart(List<Wanted> group, Exception cause, Map<Orders.Key, Attempt> attempts) {
        LOG.info("{} orders were not placed together, so each is placed apart: {}", group.size(), cause.toString());
        group.forEach(each -> attempts.put(each.order().key(), new Apart()));
    }

    private static void settle(Wanted wanted, PublishResult<Order> result, Map<Orders.Key, Attempt> attempts) {
        attempts.put(wanted.order().key(), new Settled(result));
    }
}
