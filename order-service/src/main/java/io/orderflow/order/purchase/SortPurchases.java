package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Outcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Sorts requests by what is to be done with them, as far as what was read of the database says it. Writes and sends nothing. */
@Singleton
class SortPurchases {

    /**
     * @param decided before; to be published again
     * @param refused without an attempt
     * @param ordered fit together into the stock that was read
     * @param deferred don't fit behind the earlier requests; may fit once it is known which of them were ordered
     * @param early whether there are requests of an epoch that has not begun here, which are in none of the lists
     * @param complaints about those that can never be processed, for their dead letter
     */
    record Sorted(
            List<Outcome> decided,
            List<Group.Refused> refused,
            List<Group.Ordered> ordered,
            List<PurchaseRequested> deferred,
            boolean early,
            List<String> complaints) {}

    private final PurchasedOrder purchasedOrder;

    SortPurchases(PurchasedOrder purchasedOrder) {
        this.purchasedOrder = purchasedOrder;
    }

    Sorted sort(Collection<PurchaseRequested> requests, Purchases.Known known, Instant now) {
        var remaining = new RemainingStock();
        var decided = new ArrayList<Outcome>();
        var refused = new ArrayList<Group.Refused>();
        var ordered = new ArrayList<Group.Ordered>();
        var deferred = new ArrayList<PurchaseRequested>();
        var complaints = new ArrayList<String>();
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
                complaints.add(complaint.get().text());
                refused.add(Refusal.unprocessable(request, complaint.get().text(), now));
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
                    String why = Complaint.text(request, tooMuch);
                    complaints.add(why);
                    refused.add(Refusal.unprocessable(request, why, now));
                }
            } else {
                deferred.add(request);
            }
        }
        return new Sorted(decided, refused, ordered, deferred, early, complaints);
    }
}
