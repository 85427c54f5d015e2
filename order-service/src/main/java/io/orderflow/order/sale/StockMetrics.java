package io.orderflow.order.sale;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gauges {@code orderflow.sale.available}, {@code orderflow.sale.reserved} and {@code orderflow.sale.sold}, by sale: units as the
 * database has them, read in the background, for the latest sales only. While they can't be read they are NaN: an old
 * number would look like a good one.
 */
@Singleton
class StockMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(StockMetrics.class);

    /** A bound: every sale is a time series of its own. */
    private static final int LATEST = 100;

    private final Sales sales;
    private final MultiGauge available;
    private final MultiGauge reserved;
    private final MultiGauge sold;
    private volatile Map<Long, Sale> seen = Map.of();
    private volatile boolean readable = true;

    StockMetrics(Sales sales, MeterRegistry registry) {
        this.sales = sales;
        this.available = MultiGauge.builder("orderflow.sale.available")
                .description("Units of a sale that nobody has ordered, in the database")
                .register(registry);
        this.reserved = MultiGauge.builder("orderflow.sale.reserved")
                .description("Units of a sale that are ordered and not paid for yet")
                .register(registry);
        this.sold = MultiGauge.builder("orderflow.sale.sold")
                .description("Units of a sale that are ordered and await no payment")
                .register(registry);
    }

    @Scheduled(fixedDelay = "${sale.metrics.every:5s}")
    void read() {
        try {
            show(sales.latest(LATEST));
            readable = true;
        } catch (RuntimeException away) {
            seen = Map.of();
            if (readable) {
                readable = false;
                LOG.warn("Stock can't be read for its gauges; they are NaN until it can: {}", away.toString());
            }
        }
    }

    private void show(List<Sale> latest) {
        seen = latest.stream().collect(toUnmodifiableMap(Sale::id, Function.identity()));
        available.register(rows(latest, Sale::available));
        reserved.register(rows(latest, Sale::reserved));
        sold.register(rows(latest, Sale::sold));
    }

    /** A row that is registered already stays, so each reads its number when it is asked. */
    private List<MultiGauge.Row<?>> rows(List<Sale> latest, ToLongFunction<Sale> units) {
        return latest.stream()
                .<MultiGauge.Row<?>>map(sale ->
                        MultiGauge.Row.of(Tags.of("sale", Long.toString(sale.id())), () -> number(sale.id(), units)))
                .toList();
    }

    private double number(long saleId, ToLongFunction<Sale> units) {
        var sale = seen.get(saleId);
        return sale == null ? Double.NaN : units.applyAsLong(sale);
    }
}
