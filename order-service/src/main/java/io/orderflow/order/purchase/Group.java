package io.orderflow.order.purchase;

import static java.util.Comparator.comparing;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.order.Orders;
import io.orderflow.order.sale.Sales;
import java.util.List;

/**
 * Purchases that get their decision together, in the order of their tickets: all transactions lock in one order, so that none
 * wait in a circle.
 *
 * @param orders what is to be placed; empty if all are refused
 * @param shares units that the orders take from the sales' stock
 */
record Group(
        List<PurchaseRequested> requests, List<Outcome> outcomes, List<Orders.New> orders, List<Sales.Share> shares) {

    static Group refused(List<Refused> unordered) {
        var members = unordered.stream()
                .sorted(comparing(member -> member.request().ticket()))
                .toList();
        return new Group(
                members.stream().map(Refused::request).toList(),
                members.stream().map(Refused::outcome).toList(),
                List.of(),
                List.of());
    }

    static Group ordered(List<Ordered> unordered) {
        var members = unordered.stream()
                .sorted(comparing(member -> member.request().ticket()))
                .toList();
        return new Group(
                members.stream().map(Ordered::request).toList(),
                members.stream().map(Ordered::outcome).toList(),
                members.stream().map(Ordered::order).toList(),
                members.stream().map(Ordered::share).toList());
    }

    record Refused(PurchaseRequested request, Outcome outcome) {}

    record Ordered(PurchaseRequested request, Outcome outcome, Orders.New order, Sales.Share share) {}

    boolean isEmpty() {
        return requests.isEmpty();
    }
}
