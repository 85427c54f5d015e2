package io.orderflow.order.purchase;

import io.orderflow.event.PurchaseRequested;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.order.sale.Sale;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a ticket does not become an order. The reasons are part of the interface. */
enum Refusal {
    UNKNOWN_SALE(Decision.REFUSED, "unknown-sale"),
    EPOCH_ENDED(Decision.REFUSED, "epoch-ended"),
    RESERVATION_EXPIRED(Decision.EXPIRED, "reservation-expired"),
    SOLD_OUT(Decision.REFUSED, "sold-out"),
    LIMIT_REACHED(Decision.REFUSED, "limit-reached"),
    /** The request can't be processed, now or later: a dead letter has the reason. */
    UNPROCESSABLE(Decision.REFUSED, "unprocessable");

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

    private final Decision decision;
    private final String reason;

    Refusal(Decision decision, String reason) {
        this.decision = decision;
        this.reason = reason;
    }

    /**
     * The refusal that needs no attempt. What was read may be old by now, but it was true: that is enough to refuse, not
     * to order.
     *
     * @param sale null if there is none
     */
    static Optional<Refusal> of(PurchaseRequested request, @Nullable Sale sale, Instant now) {
        if (sale == null) {
            return Optional.of(UNKNOWN_SALE);
        }
        if (request.epoch() < sale.epoch()) {
            return Optional.of(EPOCH_ENDED);
        }
        if (now.isAfter(request.expiresAt())) {
            return Optional.of(RESERVATION_EXPIRED);
        }
        if (request.epoch() > sale.epoch()) {
            // What is left in the epoch before does not limit this one.
            return Optional.empty();
        }
        if (request.quantity() > sale.limitPerCustomer()) {
            return Optional.of(LIMIT_REACHED);
        }
        if (request.quantity() > sale.available()) {
            return Optional.of(SOLD_OUT);
        }
        return Optional.empty();
    }

    /** With as much of the request as can be stored. */
    static Group.Refused unprocessable(PurchaseRequested request, String why, Instant now) {
        LOG.warn("Ticket {} is refused, since it can't be processed: {}", request.ticket(), why);
        return UNPROCESSABLE.of(Complaint.storable(request), now);
    }

    boolean isWhyOf(Outcome outcome) {
        return reason.equals(outcome.reason());
    }

    Group.Refused of(PurchaseRequested request, Instant now) {
        var outcome = new Outcome(
                request.ticket(),
                request.saleId(),
                request.epoch(),
                request.customerId(),
                request.quantity(),
                decision,
                reason,
                now,
                null,
                null);
        return new Group.Refused(request, outcome);
    }
}
