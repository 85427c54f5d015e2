package io.orderflow.seckill.buffer;

import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Settlements;
import io.orderflow.seckill.redis.Settlements.Overdue;
import io.orderflow.seckill.sale.SaleBoard;
import io.orderflow.seckill.sale.SaleOnBoard;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for tickets that have waited longer than their reservation: their request or its answer was lost, or
 * order-service is behind. It alone decides; one that it has not decided by now expires, and its units are for sale again.
 *
 * <p>While no ticket of a sale is decided at all, asking would only make the queue longer: then it asks less and less.
 */
@Singleton
class OverdueTickets {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueTickets.class);
    private static final int MOST_ROUNDS_LEFT_OUT = 64;

    /**
     * @param settled tickets that were decided when it was asked last
     * @param leaveOut rounds without asking from then on, unless a ticket is decided
     * @param leftOut of these
     */
    private record Asked(int epoch, long settled, int leaveOut, int leftOut) {}

    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private final SaleBoard board;
    private final Settlements settlements;
    private final PurchaseRequests requests;
    private final BufferSettings settings;
    private final RelayMetrics metrics;
    private final Clock clock;

    OverdueTickets(
            SaleBoard board,
            Settlements settlements,
            PurchaseRequests requests,
            BufferSettings settings,
            RelayMetrics metrics,
            Clock clock) {
        this.board = board;
        this.settlements = settlements;
        this.requests = requests;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${buffer.overdue-every:1s}", initialDelay = "${buffer.overdue-every:1s}")
    void askAgain() {
        asked.keySet().removeIf(saleId -> board.find(saleId).isEmpty());
        failing.removeIf(saleId -> board.find(saleId).isEmpty());
        for (var sale : board.all()) {
            try {
                sale.snapshot()
                        .filter(seen -> seen.waiting() > 0 && isAnswering(sale.id(), seen.epoch(), seen.settled()))
                        .ifPresent(seen -> askAgain(sale, seen.epoch(), seen.settled()));
                failing.remove(sale.id());
            } catch (RuntimeException away) {
                if (failing.add(sale.id())) {
                    LOG.warn(
                            "Overdue tickets of sale {} can't be asked for; every sweep tries: {}",
                            sale.id(),
                            away.toString());
                }
            }
        }
    }

    private boolean isAnswering(long saleId, int epoch, long settled) {
        var last = asked.get(saleId);
        if (last == null || last.epoch() != epoch || last.settled() != settled || last.leftOut() >= last.leaveOut()) {
            return true;
        }
        asked.put(saleId, new Asked(epoch, settled, last.leaveOut(), last.leftOut() + 1));
        return false;
    }

    private void askAgain(SaleOnBoard sale, int epoch, long settled) {
        Instant now = clock.instant();
        var overdue = settlements.takeOverdue(sale.id(), epoch, now, settings.overduePause(), settings.overdueBatch());
        if (overdue.isEmpty()) {
            return;
        }
        var last = asked.get(sale.id());
        boolean unanswered = last != null && last.epoch() == epoch && last.settled() == settled;
        int leaveOut = unanswered && last != null ? Math.min(MOST_ROUNDS_LEFT_OUT, 1 + 2 * last.leaveOut()) : 0;
        asked.put(sale.id(), new Asked(epoch, settled, leaveOut, 0));
        requests.requested(
                overdue.stream().map(Overdue::ticket).toList(),
                overdue.stream().map(ticket -> message(sale.id(), ticket, now)).toList());
        metrics.askedAgain(overdue.size());
        LOG.info(
                "Asked again for {} tickets of sale {} whose reservation is over, {} the first of them",
                overdue.size(),
                sale.id(),
                overdue.getFirst().ticket());
    }

    /** Its reservation is over, however long ago: who has not decided yet lets it expire. */
    private static PurchaseRequested message(long saleId, Overdue overdue, Instant now) {
        var ticket = TicketId.parse(overdue.ticket());
        return new PurchaseRequested(
                overdue.ticket(),
                saleId,
                ticket.map(TicketId::epoch).orElse(0),
                overdue.customerId(),
                overdue.quantity(),
                ticket.map(TicketId::givenAt).orElse(now),
                now);
    }
}
