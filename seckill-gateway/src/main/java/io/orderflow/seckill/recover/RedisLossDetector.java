package io.orderflow.seckill.recover;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.EpochLost;
import io.orderflow.seckill.sale.SaleCache;
import io.orderflow.seckill.sale.Sales;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks about twice a second, and when an admission found no epoch, whether Redis still has what it was loaded with. If
 * not, this instance stops selling at once, and one of all instances begins a new epoch.
 *
 * <p>Only an answer of Redis counts: while it is unavailable nothing is sold, and no epoch begins. A server that was started since
 * the sale was loaded does not know the admission script, so its first request is a report. If an old copy gives tickets
 * nevertheless (its process lived on, or it got the script for another sale), order-service decides by its own stock, so no unit
 * is sold twice.
 */
@Singleton
class RedisLossDetector implements EpochLost {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLossDetector.class);

    /** However many requests report a loss. */
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(100);

    private final SaleCache cache;
    private final Sales sales;
    private final LoadedSales redis;
    private final Counter[] losses;
    private final Set<Long> beingLookedAt = ConcurrentHashMap.newKeySet();

    RedisLossDetector(SaleCache cache, Sales sales, LoadedSales redis, MeterRegistry registry) {
        this.cache = cache;
        this.sales = sales;
        this.redis = redis;
        this.losses = Arrays.stream(LossReason.values())
                .map(loss -> registry.counter("sale.epochs.lost", "why", tagValue(loss)))
                .toArray(Counter[]::new);
    }

    private static String tagValue(LossReason loss) {
        return loss.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Scheduled(fixedDelay = "${recover.look:500ms}")
    void look() {
        if (cache.all().isEmpty()) {
            return;
        }
        String runId;
        try {
            runId = redis.runId();
        } catch (RuntimeException away) {
            LOG.debug("Redis does not answer; that says nothing about what it has", away);
            return;
        }
        cache.all().stream()
                .filter(sale -> isSuspicious(sale, runId))
                .mapToLong(CachedSale::id)
                .forEach(this::lookAt);
    }

    /** By what the cache knows, which may be a moment old: reason enough to look, not to act. */
    private static boolean isSuspicious(CachedSale sale, String runId) {
        return sale.sale().isWarm()
                && LossReason.of(sale.epoch(), sale.snapshot(), runId).isPresent();
    }

    @Override
    public void report(long saleId, int epoch) {
        // One look serves all reports that come meanwhile.
        if (beingLookedAt.add(saleId)) {
            Thread.ofVirtual().name("look-at-sale-" + saleId).start(() -> {
                try {
                    lookAt(saleId);
                    LockSupport.parkNanos(BETWEEN_REPORTS.toNanos());
                } finally {
                    beingLookedAt.remove(saleId);
                }
            });
        }
    }

    private void lookAt(long saleId) {
        try {
            // The row first: what Redis answers afterwards is about this epoch or a later one.
            var row = sales.find(saleId);
            if (row.isEmpty() || !row.get().isWarm()) {
                cache.changed(saleId);
                return;
            }
            int epoch = row.get().epoch();
            var seen = redis.look(saleId);
            var loss = LossReason.of(epoch, seen, redis.runId());
            if (loss.isPresent()) {
                beginAnew(saleId, epoch, loss.get());
            } else {
                redis.allowAdmission(saleId);
                cache.changed(saleId);
            }
        } catch (RuntimeException away) {
            LOG.warn("Sale {} could not be looked at; the next look is soon: {}", saleId, away.toString());
        }
    }

    private void beginAnew(long saleId, int epoch, LossReason loss) {
        cache.lost(saleId, epoch);
        if (sales.beginEpoch(saleId, epoch)) {
            losses[loss.ordinal()].increment();
            LOG.warn("Sale {}: {}; epoch {} is over and {} begins", saleId, loss, epoch, epoch + 1);
        } else {
            cache.changed(saleId);
        }
    }
}
