package io.orderflow.seckill.sale;

import io.orderflow.seckill.redis.LoadedSales;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens, pauses, closes and retunes a sale: the row first, then Redis, then a signal to all instances. If the process dies in
 * between, any instance brings Redis in line with the row at its next look.
 */
@Singleton
class RunSale {

    private static final Logger LOG = LoggerFactory.getLogger(RunSale.class);

    private final Sales sales;
    private final LoadedSales redis;
    private final SaleCache cache;
    private final SaleSignals signals;
    private final SaleSettings settings;
    private final Clock clock;

    RunSale(Sales sales, LoadedSales redis, SaleCache cache, SaleSignals signals, SaleSettings settings, Clock clock) {
        this.sales = sales;
        this.redis = redis;
        this.cache = cache;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    /** A sale that is not warm yet opens when it is. */
    void open(long id) {
        var sale = sale(id);
        if (!clock.instant().isBefore(sale.closesAt())) {
            throw SaleProblems.closed();
        }
        move(sale, Set.of(Sale.Phase.CREATED, Sale.Phase.PAUSED), Sale.Phase.OPEN);
        apply(id);
    }

    void pause(long id) {
        move(sale(id), Set.of(Sale.Phase.OPEN), Sale.Phase.PAUSED);
        apply(id);
    }

    void close(long id) {
        sales.close(sale(id).id(), clock.instant());
        apply(id);
    }

    void retune(long id, RetuneSaleRequest wish) {
        if (wish.queueBound() == null && wish.admissionRate() == null) {
            throw SaleProblems.invalid("queueBound", "or admissionRate must be given");
        }
        if (!sales.retune(sale(id).id(), wish.queueBound(), wish.admissionRate())) {
            throw SaleProblems.closed();
        }
        apply(id);
    }

    private void move(Sale sale, Set<Sale.Phase> from, Sale.Phase to) {
        if (sales.move(sale.id(), from, to)) {
            return;
        }
        var phase = sale(sale.id()).phase();
        if (phase != to) {
            throw phase == Sale.Phase.CLOSED ? SaleProblems.closed() : SaleProblems.neverOpened();
        }
    }

    private void apply(long id) {
        var sale = sale(id);
        if (sale.isWarm()) {
            try {
                redis.configure(id, sale.epoch(), sale.stateInRedis(), sale.terms(settings.reservation()));
            } catch (RuntimeException away) {
                LOG.warn(
                        "Redis does not know yet that sale {} changed; the next look tells it: {}",
                        id,
                        away.toString());
            }
        }
        cache.changed(id);
        signals.changed(id);
    }

    private Sale sale(long id) {
        return sales.find(id).orElseThrow(SaleProblems::notFound);
    }
}
