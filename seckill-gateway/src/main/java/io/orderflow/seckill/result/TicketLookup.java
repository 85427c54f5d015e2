package io.orderflow.seckill.result;

import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.LoadedSales.Waiting;
import io.orderflow.seckill.redis.RedisAway;
import io.orderflow.seckill.result.TicketStatus.Final;
import io.orderflow.seckill.result.TicketStatus.NotNow;
import io.orderflow.seckill.result.TicketStatus.Queued;
import io.orderflow.seckill.result.TicketStatus.Unknown;
import io.orderflow.seckill.sale.EpochLost;
import io.orderflow.seckill.sale.Sale;
import io.orderflow.seckill.sale.Sales;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a ticket is: decided (table), waiting (Redis), on its way from the one to the other (table again), or of an epoch
 * that is not stored here any more (order-service). Blocks.
 */
@Singleton
class TicketLookup {

    private static final Logger LOG = LoggerFactory.getLogger(TicketLookup.class);

    private static final NotNow REBUILDING = new NotNow("The sale is being rebuilt; the ticket is not lost");

    private final Tickets tickets;
    private final LoadedSales redis;
    private final Sales sales;
    private final EpochLost epochLost;
    private final OrderServiceClient orders;
    private final TicketViews views;

    TicketLookup(
            Tickets tickets,
            LoadedSales redis,
            Sales sales,
            EpochLost epochLost,
            OrderServiceClient orders,
            TicketViews views) {
        this.tickets = tickets;
        this.redis = redis;
        this.sales = sales;
        this.epochLost = epochLost;
        this.orders = orders;
        this.views = views;
    }

    /** @param authorization the customer's own, to ask order-service with */
    TicketStatus find(TicketId ticket, String customer, String authorization) {
        try {
            return decided(ticket, customer)
                    .or(() -> waiting(ticket, customer))
                    // Tickets are stored before they leave Redis, so it may have moved there in between.
                    .or(() -> decided(ticket, customer))
                    .orElseGet(() -> missing(ticket, authorization));
        } catch (RuntimeException failure) {
            if (!RedisAway.causes(failure)) {
                throw failure;
            }
            LOG.debug("Redis is away and ticket {} is not decided", ticket, failure);
            return new NotNow("The queue can't be reached; the ticket is not lost");
        }
    }

    private Optional<TicketStatus> decided(TicketId ticket, String customer) {
        return tickets.find(ticket.toString())
                .map(found -> found.customerId().equals(customer) ? new Final(views.decided(found)) : new Unknown());
    }

    private Optional<TicketStatus> waiting(TicketId ticket, String customer) {
        return redis.position(ticket.saleId(), ticket.toString()).map(waiting -> queued(ticket, customer, waiting));
    }

    private static TicketStatus queued(TicketId ticket, String customer, Waiting waiting) {
        return waiting.customerId().equals(customer)
                ? new Queued(ticket, waiting.place(), waiting.position())
                : new Unknown();
    }

    private TicketStatus missing(TicketId ticket, String authorization) {
        var row = sales.find(ticket.saleId());
        if (row.isEmpty() || ticket.epoch() > row.get().epoch()) {
            return new Unknown();
        }
        var sale = row.get();
        if (ticket.epoch() == sale.epoch()) {
            return missingInThisEpoch(sale);
        }
        // Until order-service has declared a later epoch's stock it may still order the ticket; from then on never.
        return sale.warmEpoch() > ticket.epoch() ? askOrderService(ticket, authorization) : REBUILDING;
    }

    /** Whether it was never given, or Redis forgot it. */
    private TicketStatus missingInThisEpoch(Sale sale) {
        boolean remembers = redis.look(sale.id())
                .filter(seen -> seen.epoch() == sale.epoch() && seen.runId().equals(redis.runId()))
                .isPresent();
        if (remembers) {
            return new Unknown();
        }
        epochLost.report(sale.id(), sale.epoch());
        return REBUILDING;
    }

    private TicketStatus askOrderService(TicketId ticket, String authorization) {
        String id = ticket.toString();
        return switch (orders.find(id, authorization)) {
            case ORDER -> new Final(views.ordered(id));
            case EXPIRED_ORDER -> new Final(views.expired(id, DecidedTicket.UNPAID));
            case NONE -> new Final(views.expired(id, TicketViews.SALE_RESTARTED));
            case NO_ANSWER ->
                new NotNow("The ticket is of a time before the sale was rebuilt, and order-service can't be asked now");
        };
    }
}
