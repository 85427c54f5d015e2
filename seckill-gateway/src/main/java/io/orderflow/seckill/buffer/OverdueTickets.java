package io.orderflow.seckill.buffer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.event.PurchaseRequested;
import io.orderflow.seckill.TicketId;
import io.orderflow.seckill.redis.Settlements;
import io.orderflow.seckill.redis.Settlements.Overdue;
import io.orderflow.seckill.result.RefuseTickets;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.SaleCache;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again for tickets that have waited longer than their reservation: their request or its answer was lost, or
 * order-service is behind. Only order-service decides; one still undecided then expires, and its units are for sale again.
 *
 * <p>While no ticket of a sale is decided at all, asking would only make the queue longer: then it asks less and less. And it
 * gives up: a ticket whose request can't be sent, or that was asked for {@link BufferSettings#overdueQuestions()} times, is refused
 * here. If order-service has decided it nevertheless, its decision replaces this one.
 */
@Singleton
class OverdueTickets {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueTickets.class);
    private static final int MOST_ROUNDS_LEFT_OUT = 64;
    private static final int MOST_COUNTED = 100_000;
    private static final Duration COUNTED_FOR = Duration.ofHours(1);

    /**
     * @param settled tickets that were decided when it was asked last
     * @param leaveOut rounds without asking from then on, unless a ticket is decided
     * @param leftOut rounds of these that have passed
     */
    private record Asked(int epoch, long settled, int leaveOut, int leftOut) {}

    private final Map<Long, Asked> asked = new ConcurrentHashMap<>();
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    /** How often each ticket was asked for. */
    private final Cache<String, Integer> questions = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTED)
            .expireAfterWrite(COUNTED_FOR)
            .build();

    private final SaleCache cache;
    private final Settlements settlements;
    private final PurchaseRequests requests;
    private final RefuseTickets refuse;
    private final BufferSettings settings;
    private final RelayMetrics metrics;
    private final Clock clock;

    OverdueTickets(
            SaleCache cache,
            Settlements settlements,
            PurchaseRequests requests,
            RefuseTickets refuse,
            BufferSettings settings,
            RelayMetrics metrics,
            Clock clock) {
        this.cache = cache;
        this.settlements = settlements;
        this.requests = requests;
        this.refuse = refuse;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${buffer.overdue-every:1s}", initialDelay = "${buffer.overdue-every:1s}")
    void askAgain() {
        asked.keySet().removeIf(saleId -> cache.find(saleId).isEmpty());
        failing.removeIf(saleId -> cache.find(saleId).isEmpty());
        for (var sale : cache.all()) {
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

    private void askAgain(CachedSale sale, int epoch, long settled) {
        Instant now = clock.instant();
        var overdue = settlements.takeOverdue(sale.id(), epoch, now, settings.overduePause(), settings.overdueBatch());
        if (overdue.isEmpty()) {
            return;
        }
        var last = asked.get(sale.id());
        boolean nothingDecided = last != null && last.epoch() == epoch && last.settled() == settled;
        int leaveOut = nothingDecided && last != null ? Math.min(MOST_ROUNDS_LEFT_OUT, 1 + 2 * last.leaveOut()) : 0;
        asked.put(sale.id(), new Asked(epoch, settled, leaveOut, 0));
        var unanswered = new ArrayList<Overdue>();
        var open = new ArrayList<Overdue>();
        for (var ticket : overdue) {
            int before = questions.asMap().getOrDefault(ticket.ticket(), 0);
            (before < settings.overdueQuestions() ? open : unanswered).add(ticket);
        }
        ask(sale, epoch, open, now);
        if (!unanswered.isEmpty()) {
            refuse(sale, epoch, unanswered, "were asked for %d times".formatted(settings.overdueQuestions()));
        }
    }

    private void ask(CachedSale sale, int epoch, List<Overdue> tickets, Instant now) {
        if (tickets.isEmpty()) {
            return;
        }
        try {
            requests.requested(
                    tickets.stream().map(Overdue::ticket).toList(),
                    tickets.stream()
                            .map(ticket -> message(sale.id(), ticket, now))
                            .toList());
        } catch (RuntimeException failure) {
            if (!PurchaseRequests.isRefused(failure)) {
                throw failure;
            }
            if (tickets.size() == 1) {
                refuse(sale, epoch, tickets, "can't be asked for: " + failure);
            } else {
                int half = tickets.size() / 2;
                ask(sale, epoch, tickets.subList(0, half), now);
                ask(sale, epoch, tickets.subList(half, tickets.size()), now);
            }
            return;
        }
        tickets.forEach(ticket -> questions.asMap().merge(ticket.ticket(), 1, Integer::sum));
        metrics.askedAgain(tickets.size());
        LOG.info(
                "Asked again for {} tickets of sale {} whose reservation is over, {} the first of them",
                tickets.size(),
                sale.id(),
                tickets.getFirst().ticket());
    }

    private void refuse(CachedSale sale, int epoch, List<Overdue> tickets, String why) {
        refuse.unprocessable(sale.id(), epoch, tickets);
        metrics.givenUp(tickets.size());
        LOG.error(
                "{} tickets of sale {} {} and are refused: {}",
                tickets.size(),
                sale.id(),
                why,
                tickets.stream().map(Overdue::ticket).toList());
    }

    /** Its reservation is over, so order-service lets it expire unless it has decided already. */
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
