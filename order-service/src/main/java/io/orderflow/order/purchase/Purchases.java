package io.orderflow.order.purchase;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.micronaut.transaction.annotation.Transactional;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.order.Order;
import io.orderflow.order.Orders;
import io.orderflow.order.sale.Sale;
import io.orderflow.order.sale.Sales;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Every ticket that is decided. Its primary key is the gate: a ticket gets one decision, however often it is requested. */
@Singleton
class Purchases {

    /**
     * What the database knows about a group of requests.
     *
     * @param decided outcomes by ticket
     * @param sales by id
     */
    record Known(Map<String, Outcome> decided, Map<Long, Sale> sales) {}

    private final PurchaseRows rows;
    private final Orders orders;
    private final Sales sales;

    Purchases(PurchaseRows rows, Orders orders, Sales sales) {
        this.rows = rows;
        this.orders = orders;
        this.sales = sales;
    }

    @Transactional(readOnly = true)
    Known about(Collection<PurchaseRequested> requests) {
        var decided = rows.withTickets(
                requests.stream().map(PurchaseRequested::ticket).toList());
        var placed = orders
                .withIds(decided.stream()
                        .filter(row -> row.decision() == Decision.ORDERED)
                        .map(PurchaseRow::ticket)
                        .toList())
                .stream()
                .collect(toMap(Order::id, Order::placedEvent));
        var saleIds =
                requests.stream().map(PurchaseRequested::saleId).distinct().toList();
        return new Known(
                decided.stream().collect(toMap(PurchaseRow::ticket, row -> row.with(placed.get(row.ticket())))),
                sales.withIds(saleIds).stream().collect(toMap(Sale::id, identity())));
    }

    /**
     * Writes into the transaction that is open.
     *
     * @throws io.micronaut.data.exceptions.DataAccessException among others, if one of the tickets is decided
     */
    void insertAll(List<Outcome> outcomes) {
        rows.saveAll(outcomes.stream().map(PurchaseRow::of).toList());
    }
}
