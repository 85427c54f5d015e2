package io.orderflow.order.purchase;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.orderflow.event.OrderPlaced;
import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code purchase}: the final decision about a ticket. */
@MappedEntity("purchase")
record PurchaseRow(
        @Id String ticket,
        long saleId,
        int epoch,
        String customerId,
        int quantity,
        Decision decision,
        @Nullable String reason,
        Instant decidedAt,
        @Nullable Instant paymentDueAt) {

    static PurchaseRow of(Outcome outcome) {
        return new PurchaseRow(
                outcome.ticket(),
                outcome.saleId(),
                outcome.epoch(),
                outcome.customerId(),
                outcome.quantity(),
                outcome.decision(),
                outcome.reason(),
                outcome.decidedAt(),
                outcome.paymentDueAt());
    }

    /** @param order null unless ordered */
    Outcome with(@Nullable OrderPlaced order) {
        return new Outcome(
                ticket, saleId, epoch, customerId, quantity, decision, reason, decidedAt, paymentDueAt, order);
    }
}
