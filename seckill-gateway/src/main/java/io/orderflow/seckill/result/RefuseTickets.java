package io.orderflow.seckill.result;

import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.seckill.redis.Settlements.Overdue;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Refuses tickets that order-service can't be asked for, or never decides. */
@Singleton
public class RefuseTickets {

    /** Characters of the column. */
    private static final int CUSTOMER_ID_LENGTH = 64;

    private final SettleTickets settle;
    private final Clock clock;

    RefuseTickets(SettleTickets settle, Clock clock) {
        this.settle = settle;
        this.clock = clock;
    }

    /**
     * Their units are for sale again. Repeats change nothing; what order-service decides about them later replaces this.
     *
     * @throws IllegalStateException if that can't be stored now
     */
    public void unprocessable(long saleId, int epoch, List<Overdue> tickets) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            settle.decided(tickets.stream()
                    .map(ticket -> new Outcome(
                            ticket.ticket(),
                            saleId,
                            epoch,
                            storable(ticket.customerId()),
                            ticket.quantity(),
                            Decision.REFUSED,
                            DecidedTicket.UNPROCESSABLE,
                            now,
                            null,
                            null))
                    .toList());
        } catch (Exception notNow) {
            throw new IllegalStateException(
                    "%d tickets of sale %d can't be refused now".formatted(tickets.size(), saleId), notNow);
        }
    }

    /** No id that a service accepts is longer. */
    private static String storable(String customerId) {
        return customerId.codePointCount(0, customerId.length()) <= CUSTOMER_ID_LENGTH
                ? customerId
                : customerId.substring(0, customerId.offsetByCodePoints(0, CUSTOMER_ID_LENGTH));
    }
}
