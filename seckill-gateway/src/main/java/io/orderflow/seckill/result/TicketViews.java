package io.orderflow.seckill.result;

import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.Waits;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Builds the views of tickets. */
@Singleton
class TicketViews {

    /** Redis lost the ticket's epoch and order-service had not ordered it: the customer may try again. */
    static final String SALE_RESTARTED = "sale-restarted";

    /** order-service's reason for a ticket whose epoch ended before its request arrived. */
    private static final String EPOCH_ENDED = "epoch-ended";

    private static final Duration NOT_ON_BOARD = Duration.ofSeconds(1);

    private final SaleCache cache;
    private final Waits waits;
    private final TicketSettings settings;

    TicketViews(SaleCache cache, Waits waits, TicketSettings settings) {
        this.cache = cache;
        this.waits = waits;
        this.settings = settings;
    }

    TicketView decided(DecidedTicket ticket) {
        return switch (ticket.status()) {
            case ORDERED -> ordered(ticket.id());
            // A request before this decision got the same answer.
            case REFUSED ->
                EPOCH_ENDED.equals(ticket.reason())
                        ? expired(ticket.id(), SALE_RESTARTED)
                        : ended(ticket.id(), TicketView.Status.REFUSED, ticket.reason());
            case EXPIRED -> ended(ticket.id(), TicketView.Status.EXPIRED, ticket.reason());
        };
    }

    TicketView ordered(String ticket) {
        return new TicketView(
                ticket, TicketView.Status.ORDERED, ticket, settings.orderUrl() + ticket, null, null, null);
    }

    TicketView expired(String ticket, String reason) {
        return ended(ticket, TicketView.Status.EXPIRED, reason);
    }

    private static TicketView ended(String ticket, TicketView.Status status, @Nullable String reason) {
        return new TicketView(ticket, status, null, null, reason, null, null);
    }

    TicketView queued(TicketId ticket, long position) {
        @Nullable
        Long wait = cache.find(ticket.saleId())
                .flatMap(sale -> waits.estimate(sale, position))
                .map(Duration::toMillis)
                .orElse(null);
        return new TicketView(ticket.toString(), TicketView.Status.QUEUED, null, null, null, position, wait);
    }

    /** When to ask about it again. */
    Duration lookAfter(TicketId ticket, TicketView queued) {
        @Nullable
        Duration wait = queued.estimatedWaitMillis() == null ? null : Duration.ofMillis(queued.estimatedWaitMillis());
        return cache.find(ticket.saleId())
                .map(sale -> waits.untilLook(sale.sale(), wait))
                .orElse(NOT_ON_BOARD);
    }
}
