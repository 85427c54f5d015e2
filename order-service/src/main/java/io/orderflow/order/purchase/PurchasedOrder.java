package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.Orders;
import io.orderflow.order.place.PlacementSettings;
import io.orderflow.order.place.RequestedLine;
import io.orderflow.order.sale.Sale;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The order that a purchase becomes: one line at the sale's price, its id the ticket. */
@Singleton
class PurchasedOrder {

    /** No customer can send an Idempotency-Key with a space, so none can be taken by a ticket's. */
    private static final String KEY_PREFIX = "ticket ";

    private final PlacementSettings settings;

    PurchasedOrder(PlacementSettings settings) {
        this.settings = settings;
    }

    Group.Ordered of(PurchaseRequested request, Sale sale, Instant now) {
        var line = new Order.Line(sale.sku(), request.quantity(), sale.price());
        var order = new Order(
                request.ticket(),
                request.customerId(),
                OrderStatus.PLACED,
                line.total(),
                sale.currency(),
                now,
                List.of(line));
        var outcome = new Outcome(
                request.ticket(),
                request.saleId(),
                request.epoch(),
                request.customerId(),
                request.quantity(),
                Decision.ORDERED,
                null,
                now,
                sale.awaitsPayment() ? now.plus(sale.paymentWindow()) : null,
                order.placedEvent());
        return new Group.Ordered(
                request,
                outcome,
                new Orders.New(
                        order,
                        KEY_PREFIX + request.ticket(),
                        RequestedLine.hash(List.of(new RequestedLine(sale.sku(), request.quantity()))),
                        now.plus(settings.resendUnseenAfter())),
                new Sales.Share(sale, request.customerId(), request.quantity()));
    }
}
