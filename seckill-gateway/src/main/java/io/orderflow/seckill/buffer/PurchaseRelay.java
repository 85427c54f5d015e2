package io.orderflow.seckill.buffer;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.order.Ordered;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.journal.Journal;
import io.orderflow.seckill.redis.AdmissionQueue;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.sale.CachedSale;
import io.orderflow.seckill.sale.SaleCache;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one {@link SaleRelay} for each sale that has a queue. Any number of instances share the queues. */
@Singleton
class PurchaseRelay implements ApplicationEventListener<ShutdownEvent>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(PurchaseRelay.class);

    /** Longer than one send to the broker. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private record Running(SaleRelay relay, Thread thread) {}

    private final String reader = UUID.randomUUID().toString();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<Long, Running> running = new ConcurrentHashMap<>();
    private final SaleCache cache;
    private final AdmissionQueue queue;
    private final PurchaseRequests requests;
    private final BufferSettings settings;
    private final RelayMetrics metrics;
    private final Journal journal;

    PurchaseRelay(
            SaleCache cache,
            AdmissionQueue queue,
            PurchaseRequests requests,
            BufferSettings settings,
            RelayMetrics metrics,
            Journal journal) {
        this.cache = cache;
        this.queue = queue;
        this.requests = requests;
        this.settings = settings;
        this.metrics = metrics;
        this.journal = journal;
        metrics.queueSize(() ->
                running.values().stream().mapToLong(each -> each.relay().size()).sum());
    }

    @Scheduled(fixedDelay = "${buffer.look:200ms}")
    synchronized void look() {
        running.values().removeIf(each -> !each.thread().isAlive());
        for (var sale : cache.all()) {
            if (stopped.getCount() > 0 && hasQueue(sale)) {
                running.computeIfAbsent(sale.id(), this::start);
            }
        }
    }

    private Running start(long saleId) {
        var relay = new SaleRelay(
                saleId,
                reader,
                queue,
                requests,
                settings,
                metrics,
                journal,
                () -> cache.find(saleId).filter(PurchaseRelay::hasQueue).isPresent(),
                stopped);
        return new Running(
                relay, Thread.ofVirtual().name("relay-of-sale-" + saleId).start(relay));
    }

    /** A closed sale's tickets are still decided, all of them. */
    private static boolean hasQueue(CachedSale sale) {
        return sale.snapshot()
                .filter(seen -> seen.state() != SaleSnapshot.State.CLOSED || seen.waiting() > 0)
                .isPresent();
    }

    /** What was read is sent and acknowledged, if the broker takes it; otherwise another instance takes it over. */
    @Override
    public void onApplicationEvent(ShutdownEvent stopping) {
        stopped.countDown();
        synchronized (this) {
            for (var each : running.values()) {
                join(each.thread());
            }
        }
    }

    private void join(Thread relay) {
        try {
            if (!relay.join(ENDS_WITHIN)) {
                LOG.warn("{} did not end in time; another instance takes over what it holds", relay.getName());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Before the publishers stop. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
