package io.orderflow.seckill.result;

import static java.util.stream.Collectors.groupingBy;

import io.orderflow.event.PurchasesDecided.Decision;
import io.orderflow.event.PurchasesDecided.Outcome;
import io.orderflow.event.UnitsReturned.Units;
import io.orderflow.messaging.DatabaseFailures;
import io.orderflow.messaging.consume.Handled;
import io.orderflow.messaging.consume.PoisonMessageException;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.RedisAway;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.redis.Settlements;
import io.orderflow.seckill.redis.Settlements.Decided;
import io.orderflow.seckill.redis.Settlements.GivenBack;
import io.orderflow.seckill.redis.StockChange;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.Sale;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.SaleSignals;
import io.orderflow.seckill.sale.Sales;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores decisions about tickets, then settles them in Redis. Both steps may be repeated: the table keeps what it has, Redis
 * takes each ticket out of its waiting room once. So after a crash in between the redelivery finishes the rest.
 *
 * <p>While Redis is unavailable, the message waits with the broker and never becomes a dead letter. An outcome that can't be
 * stored is left out alone: the others are stored, all are settled, and then the message becomes a dead letter.
 */
@Singleton
class SettleTickets {

    private static final Logger LOG = LoggerFactory.getLogger(SettleTickets.class);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration REDIS_AWAY = Duration.ofSeconds(5);

    /** No request is admitted while Redis settles. */
    private static final int TICKETS_PER_CALL = 256;

    private record Epoch(long saleId, int number) {}

    private final Tickets tickets;
    private final Settlements settlements;
    private final LoadedSales redis;
    private final SaleCache cache;
    private final Sales sales;
    private final SaleSignals signals;

    SettleTickets(
            Tickets tickets,
            Settlements settlements,
            LoadedSales redis,
            SaleCache cache,
            Sales sales,
            SaleSignals signals) {
        this.tickets = tickets;
        this.settlements = settlements;
        this.redis = redis;
        this.cache = cache;
        this.sales = sales;
        this.signals = signals;
    }

    Handled decided(List<Outcome> outcomes) throws Exception {
        List<String> unstored = new ArrayList<>();
        store(outcomes.stream().map(DecidedTicket::of).toList(), tickets::decided, unstored);
        return told(unstored, inRedis(() -> {
            outcomes.stream()
                    .collect(groupingBy(outcome -> new Epoch(outcome.saleId(), outcome.epoch())))
                    .forEach(this::settle);
            return Handled.Outcome.APPLIED;
        }));
    }

    private static void store(List<DecidedTicket> some, Storing storing, List<String> unstored) throws Exception {
        try {
            storing.store(some);
        } catch (Exception failure) {
            if (!DatabaseFailures.isPermanent(failure)) {
                throw failure;
            }
            if (some.size() > 1) {
                int half = some.size() / 2;
                store(some.subList(0, half), storing, unstored);
                store(some.subList(half, some.size()), storing, unstored);
            } else {
                unstored.add("What became of ticket %s can't be stored: %s"
                        .formatted(some.getFirst().id(), failure.getMessage()));
            }
        }
    }

    private static Handled told(List<String> unstored, Handled handled) {
        if (!unstored.isEmpty() && handled == Handled.Outcome.APPLIED) {
            throw new PoisonMessageException(String.join("; ", unstored));
        }
        return handled;
    }

    /** In another epoch Redis has nothing to settle: that epoch's first stock accounts for the decision. */
    private void settle(Epoch epoch, List<Outcome> outcomes) {
        var decided = outcomes.stream()
                .map(outcome -> new Decided(outcome.ticket(), outcome.decision() != Decision.ORDERED))
                .toList();
        for (int from = 0; from < decided.size(); from += TICKETS_PER_CALL) {
            var some = decided.subList(from, Math.min(decided.size(), from + TICKETS_PER_CALL));
            tellIfReopened(epoch.saleId(), settlements.settle(epoch.saleId(), epoch.number(), some));
        }
    }

    Handled returned(List<Units> units) throws Exception {
        List<String> unstored = new ArrayList<>();
        store(units.stream().map(DecidedTicket::unpaid).toList(), tickets::unpaid, unstored);
        return told(unstored, inRedis(() -> {
            boolean done = true;
            for (var each : units.stream()
                    .collect(groupingBy(unit -> new Epoch(unit.saleId(), unit.epoch())))
                    .entrySet()) {
                done &= giveBack(each.getKey(), each.getValue());
            }
            return done ? Handled.Outcome.APPLIED : new Handled.Later(SOON);
        }));
    }

    /**
     * A later epoch's stock contains the units; an earlier one's is about to be replaced by one that does not.
     *
     * @return false if it has to be repeated: Redis is still to be loaded for that epoch, or no longer has it
     */
    private boolean giveBack(Epoch epoch, List<Units> units) {
        int loaded = redis.look(epoch.saleId())
                .filter(seen -> seen.state() != SaleSnapshot.State.LOADING)
                .map(SaleSnapshot::epoch)
                .orElse(0);
        if (loaded > epoch.number()) {
            return true;
        }
        if (loaded < epoch.number()) {
            return !isAwaited(epoch);
        }
        var change = settlements.giveBack(
                epoch.saleId(),
                epoch.number(),
                units.stream()
                        .map(unit -> new GivenBack(unit.ticket(), unit.customerId(), unit.quantity()))
                        .toList());
        tellIfReopened(epoch.saleId(), change);
        // A new epoch may have begun since the look: then the next delivery finds it.
        return !change.isOfAnotherEpoch();
    }

    /** Whether Redis will be loaded for this epoch or a later one. A closed sale does not need the units. */
    private boolean isAwaited(Epoch epoch) {
        return cache.find(epoch.saleId())
                .map(CachedSale::sale)
                .or(() -> sales.find(epoch.saleId()))
                .filter(sale -> sale.phase() != Sale.Phase.CLOSED)
                .isPresent();
    }

    private void tellIfReopened(long saleId, StockChange change) {
        if (change.reopens()) {
            signals.changed(saleId);
        }
    }

    private static Handled inRedis(Settling settling) {
        try {
            return settling.run();
        } catch (RuntimeException failure) {
            if (!RedisAway.causes(failure)) {
                throw failure;
            }
            LOG.debug("Redis is away; decided tickets are settled there when it is back", failure);
            return new Handled.Later(REDIS_AWAY);
        }
    }

    @FunctionalInterface
    private interface Settling {
        Handled run();
    }

    @FunctionalInterface
    private interface Storing {
        void store(List<DecidedTicket> tickets) throws Exception;
    }
}
