package io.orderflow.seckill.result;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.seckill.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that does not wait any more; the columns are described in the migration.
 *
 * @param ordered there is, or was, an order with this id
 */
@MappedEntity("ticket")
record DecidedTicket(
        @Id String id,
        long saleId,
        int epoch,
        String customerId,
        int quantity,
        Status status,
        @Nullable String reason,
        boolean ordered,
        Instant decidedAt) {

    /** Ordered, and then not paid for. */
    static final String UNPAID = "unpaid";

    /** Its request can't be processed. As the gateway's own refusal, it holds until order-service decides otherwise. */
    static final String UNPROCESSABLE = "unprocessable";

    enum Status {
        ORDERED,
        REFUSED,
        EXPIRED
    }

    static DecidedTicket of(Outcome outcome) {
        return switch (outcome.decision()) {
            case ORDERED -> of(outcome, Status.ORDERED);
            case REFUSED -> of(outcome, Status.REFUSED);
            case EXPIRED -> of(outcome, Status.EXPIRED);
        };
    }

    private static DecidedTicket of(Outcome outcome, Status status) {
        return new DecidedTicket(
                outcome.ticket(),
                outcome.saleId(),
                outcome.epoch(),
                outcome.customerId(),
                outcome.quantity(),
                status,
                outcome.reason(),
                status == Status.ORDERED,
                outcome.decidedAt());
    }

    /** Its own epoch is in its id; the event has the one in which the units came back. */
    static DecidedTicket unpaid(Units units) {
        return new DecidedTicket(
                units.ticket(),
                units.saleId(),
                TicketId.parse(units.ticket()).map(TicketId::epoch).orElse(units.epoch()),
                units.customerId(),
                units.quantity(),
                Status.EXPIRED,
                UNPAID,
                true,
                units.returnedAt());
    }
}
