package io.orderflow.seckill.sale;

import java.time.Instant;

/** What a customer can expect of a sale: the operator's phase, its warmth and its window taken together. */
public enum SaleState {

    /** order-service has not been asked for its stock yet. */
    CREATED,
    /** order-service has not declared its stock yet. */
    WARMING,
    /** Loaded; waits for its hour, or for the operator. */
    READY,
    /** Tickets are given. */
    OPEN,
    /** The operator holds it. */
    PAUSED,
    /** Redis lost it, or another server took its place: it comes back by itself in a new epoch. */
    REBUILDING,
    /** order-service does not take this sale. */
    REFUSED,
    /** Closed by the operator, or its window is over. Final. */
    CLOSED;

    /** @param lost this instance knows that Redis does not have the current epoch any more */
    static SaleState of(Sale sale, boolean lost, Instant now) {
        if (sale.phase() == Sale.Phase.CLOSED || !now.isBefore(sale.closesAt())) {
            return CLOSED;
        }
        if (sale.warmingRefused() != null) {
            return REFUSED;
        }
        if (lost || !sale.isWarm()) {
            if (sale.epoch() > 1) {
                return REBUILDING;
            }
            return lost || sale.warmingSentAt() != null ? WARMING : CREATED;
        }
        return switch (sale.phase()) {
            case CREATED -> READY;
            case OPEN -> now.isBefore(sale.opensAt()) ? READY : OPEN;
            case PAUSED -> PAUSED;
            case CLOSED -> CLOSED;
        };
    }

    /**
     * Redis may have tickets of the sale's epoch: a repeated request gets the ticket of the first one.
     *
     * @param sale may have been closed before it was loaded
     */
    public boolean mayHaveTickets(Sale sale) {
        return switch (this) {
            case OPEN, PAUSED -> true;
            case CLOSED -> sale.isWarm();
            case CREATED, WARMING, READY, REBUILDING, REFUSED -> false;
        };
    }

    /** Nothing comes after it. */
    public boolean isFinal() {
        return this == CLOSED || this == REFUSED;
    }
}
