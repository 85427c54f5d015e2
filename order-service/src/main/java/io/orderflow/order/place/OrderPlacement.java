package io.orderflow.order.place;

import com.github.f4b6a3.uuid.UuidCreator;
import io.opentelemetry.context.Context;
import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.publish.PublishResult;
import io.orderflow.messaging.publish.PublishResult.Committed;
import io.orderflow.messaging.publish.PublishResult.RolledBack;
import io.orderflow.messaging.publish.PublishResult.Unknown;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.Orders;
import io.orderflow.order.catalogue.Catalogue;
import io.orderflow.order.place.Placement.InFlight;
import io.orderflow.order.place.Placement.KeyReused;
import io.orderflow.order.place.Placement.Placed;
import io.orderflow.order.place.Placement.Unavailable;
import io.orderflow.order.place.Placement.Unprocessable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places an order, step by step: its lines are checked and priced ({@link Pricing}), its key enters the gate, the queue places it
 * (half message, one transaction, verdict; alone, or in a group when others come at the same time), and what came of that is
 * the answer.
 *
 * <p>Guarantees: {@link Placed} means committed, and its event will reach every consumer. Per customer and idempotency
 * key there is at most one order, on however many instances the repeats arrive: the database's unique key decides.
 */
@Singleton
class OrderPlacement {

    private static final Logger LOG = LoggerFactory.getLogger(OrderPlacement.class);

    private final Catalogue catalogue;
    private final Orders orders;
    private final PlacementGate gate;
    private final PlacementQueue queue;
    private final PlacementSettings settings;
    private final Clock clock;

    OrderPlacement(
            Catalogue catalogue,
            Orders orders,
            PlacementGate gate,
            PlacementQueue queue,
            PlacementSettings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.orders = orders;
        this.gate = gate;
        this.queue = queue;
        this.settings = settings;
        this.clock = clock;
    }

    Placement place(String customerId, String idempotencyKey, List<RequestedLine> requested) {
        return switch (Pricing.of(requested, catalogue::find)) {
            case Pricing.Refused(var why) -> why;
            case Pricing.Priced priced -> place(wanted(customerId, idempotencyKey, requested, priced));
        };
    }

    private Wanted wanted(
            String customerId, String idempotencyKey, List<RequestedLine> requested, Pricing.Priced priced) {
        var order = new Order(
                UuidCreator.getTimeOrderedEpoch().toString(),
                customerId,
                OrderStatus.PLACED,
                priced.total(),
                priced.currency(),
                // The column's precision, so that the answer and every later reading of the order are the same.
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                priced.lines());
        return new Wanted(
                new Orders.New(
                        order,
                        idempotencyKey,
                        RequestedLine.hash(requested),
                        order.placedAt().plus(settings.resendUnseenAfter())),
                Context.current());
    }

    private Placement place(Wanted wanted) {
        var entered = gate.enter(wanted.order().key());
        if (entered.isEmpty()) {
            return new InFlight();
        }
        try (var _ = entered.get()) {
            return queue.place(wanted)
                    .map(result -> placement(wanted.order(), result))
                    .orElseGet(Unavailable::new);
        }
    }

    private Placement placement(Orders.New wanted, PublishResult<Order> result) {
        return switch (result) {
            case Committed<Order>(var placed) -> new Placed(placed);
            case RolledBack<Order>(var cause) ->
                earlier(wanted.order().customerId(), wanted.idempotencyKey(), wanted.requestHash(), cause);
            case Unknown<Order>(var cause) -> new Unavailable();
        };
    }

    /** Nothing was written this time. If that is because the key exists already, its order is the answer. */
    private Placement earlier(String customerId, String idempotencyKey, String requestHash, Exception cause) {
        try {
            var earlier = orders.findByIdempotencyKey(customerId, idempotencyKey);
            if (earlier.isPresent()) {
                return earlier.get().requestHash().equals(requestHash)
                        ? new Placed(earlier.get().order())
                        : new KeyReused();
            }
            if (LockWait.timedOut(cause)) {
                return new InFlight();
            }
            if (DatabaseFailures.isPermanent(cause)) {
                LOG.warn("An order of {} can't be written and is refused", customerId, cause);
                return new Unprocessable();
            }
        } catch (RuntimeException unreachable) {
            cause.addSuppressed(unreachable);
        }
        LOG.warn("An order of {} could not be placed and left nothing behind", customerId, cause);
        return new Unavailable();
    }
}
