package io.orderflow.seckill.sale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.seckill.sale.CachedSale.Levels;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Gauges {@code orderflow.sale.stock}, {@code orderflow.sale.waiting} and {@code orderflow.sale.queue.bound}, by cached sale.
 * Stock and waiting are Redis' last answer, NaN before the first; the bound is the row's.
 */
@Singleton
class StockMetrics {

    private final SaleCache cache;
    private final MultiGauge stock;
    private final MultiGauge waiting;
    private final MultiGauge bound;

    StockMetrics(SaleCache cache, MeterRegistry registry) {
        this.cache = cache;
        this.stock = MultiGauge.builder("orderflow.sale.stock")
                .description("Units of a sale that can still be promised, in Redis")
                .register(registry);
        this.waiting = MultiGauge.builder("orderflow.sale.waiting")
                .description("Tickets of a sale that are not decided yet")
                .register(registry);
        this.bound = MultiGauge.builder("orderflow.sale.queue.bound")
                .description("Tickets of a sale that may wait at once")
                .register(registry);
    }

    /** Sales come and go; each number is read when it is scraped. */
    @Scheduled(fixedDelay = "${sales.metrics:2s}")
    void list() {
        stock.register(rows(sale -> known(sale, Levels::stock)));
        waiting.register(rows(sale -> known(sale, Levels::waiting)));
        bound.register(rows(sale -> sale.sale().queueBound()));
    }

    private List<MultiGauge.Row<?>> rows(ToDoubleFunction<CachedSale> number) {
        return cache.all().stream()
                .<MultiGauge.Row<?>>map(sale ->
                        MultiGauge.Row.of(Tags.of("sale", Long.toString(sale.id())), () -> number(sale.id(), number)))
                .toList();
    }

    private double number(long saleId, ToDoubleFunction<CachedSale> number) {
        return cache.find(saleId).map(number::applyAsDouble).orElse(Double.NaN);
    }

    private static double known(CachedSale sale, ToDoubleFunction<Levels> number) {
        var levels = sale.levels();
        return levels == Levels.UNKNOWN ? Double.NaN : number.applyAsDouble(levels);
    }
}
