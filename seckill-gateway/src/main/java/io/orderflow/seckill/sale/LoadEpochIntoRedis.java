package io.orderflow.seckill.sale;

import io.orderflow.event.SaleWarmingRefused;
import io.orderflow.event.StockDeclared;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.SaleSnapshot;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads Redis once an epoch's stock is known; then the row is marked warm.
 *
 * <p>An epoch is loaded once. Once the row calls it warm, a repeated declaration is ignored: what Redis lost in between
 * comes back in a new epoch, never under the old number.
 */
@Singleton
class LoadEpochIntoRedis {

    private static final Logger LOG = LoggerFactory.getLogger(LoadEpochIntoRedis.class);
    private static final int MAX_REASON = 500;

    private final SaleRows rows;
    private final HeldUnits held;
    private final LoadedSales redis;
    private final SaleSignals signals;
    private final SaleSettings settings;

    LoadEpochIntoRedis(SaleRows rows, HeldUnits held, LoadedSales redis, SaleSignals signals, SaleSettings settings) {
        this.rows = rows;
        this.held = held;
        this.redis = redis;
        this.signals = signals;
        this.settings = settings;
    }

    void load(StockDeclared stock) {
        var wanted = rows.findById(stock.saleId()).filter(sale -> sale.epoch() == stock.epoch() && !sale.isWarm());
        if (wanted.isEmpty()) {
            return;
        }
        var sale = wanted.get();
        boolean loaded = redis.load(
                        sale.id(),
                        sale.epoch(),
                        sale.stateInRedis(),
                        stock.available(),
                        sale.terms(settings.reservation()),
                        holdings(sale.id()))
                || isLoaded(sale);
        if (!loaded) {
            return;
        }
        catchUp(sale);
        if (rows.warm(sale.id(), sale.epoch()) == 1) {
            // Changes from now on are written to Redis by RunSale; earlier ones are caught up here.
            catchUp(sale);
            LOG.info("Sale {} is warm in epoch {} with {} units", sale.id(), sale.epoch(), stock.available());
            signals.changed(sale.id());
        }
    }

    void refuse(SaleWarmingRefused refusal) {
        String reason =
                refusal.reason().length() > MAX_REASON ? refusal.reason().substring(0, MAX_REASON) : refusal.reason();
        if (rows.refuse(refusal.saleId(), refusal.epoch(), reason) == 1) {
            LOG.warn("order-service does not take sale {}: {}", refusal.saleId(), reason);
            signals.changed(refusal.saleId());
        }
    }

    /** A change of the row while the sale was not warm was not written to Redis. */
    private void catchUp(Sale loaded) {
        rows.findById(loaded.id())
                .ifPresent(row -> redis.configure(
                        row.id(), loaded.epoch(), row.stateInRedis(), row.terms(settings.reservation())));
    }

    /** As when its loader died before it marked the row. */
    private boolean isLoaded(Sale sale) {
        return redis.look(sale.id())
                .filter(seen -> seen.epoch() == sale.epoch()
                        && seen.state() != SaleSnapshot.State.LOADING
                        && seen.runId().equals(redis.runId()))
                .isPresent();
    }

    private Iterable<LoadedSales.Holding> holdings(long saleId) {
        return () -> new Holdings(saleId);
    }

    /** Page by page: a sale may have more customers than fit into memory at once. */
    private final class Holdings implements Iterator<LoadedSales.Holding> {

        private static final int PAGE = 10_000;

        private final long saleId;
        private String after = "";
        private boolean last;
        private Iterator<HeldUnits.CustomerHolding> page =
                List.<HeldUnits.CustomerHolding>of().iterator();

        Holdings(long saleId) {
            this.saleId = saleId;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                var found = held.page(saleId, after, PAGE);
                last = found.size() < PAGE;
                page = found.iterator();
            }
            return page.hasNext();
        }

        @Override
        public LoadedSales.Holding next() {
            var next = page.next();
            after = next.customerId();
            return new LoadedSales.Holding(next.customerId(), next.units(), next.ticket());
        }
    }
}
