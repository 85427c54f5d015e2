package io.orderflow.seckill.sale;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.scheduling.annotation.Scheduled;
import io.orderflow.event.SaleChanged;
import io.orderflow.seckill.redis.LoadedSales;
import io.orderflow.seckill.redis.RedisAway;
import io.orderflow.seckill.redis.SaleSnapshot;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this instance knows of every sale that is not closed, and of those closed lately. Looks at database and Redis
 * about twice a second, and at once when a sale is reported as changed. While they are unavailable it keeps what it
 * knows.
 */
@Singleton
public class SaleCache {

    private static final Logger LOG = LoggerFactory.getLogger(SaleCache.class);

    private final Sales sales;
    private final LoadedSales redis;
    private final SaleSettings settings;
    private final ApplicationEventPublisher<SaleChanged> changes;
    private final Map<Long, CachedSale> cached = new ConcurrentHashMap<>();
    private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean redisIsThere = new AtomicBoolean(true);
    private final AtomicBoolean databaseIsThere = new AtomicBoolean(true);

    SaleCache(Sales sales, LoadedSales redis, SaleSettings settings, ApplicationEventPublisher<SaleChanged> changes) {
        this.sales = sales;
        this.redis = redis;
        this.settings = settings;
        this.changes = changes;
    }

    /** Never blocks. What another instance created a moment ago may not be here yet: see {@link #lookUp}. */
    public Optional<CachedSale> find(long id) {
        return Optional.ofNullable(cached.get(id));
    }

    /** What is not cached is looked for in the database, and cached unless it is closed. Empty if there is no such sale. */
    public Optional<CachedSale> lookUp(long id) {
        return find(id).or(() -> sales.find(id).map(row -> {
            var found = new CachedSale(row);
            var first = row.phase() == Sale.Phase.CLOSED ? null : cached.putIfAbsent(id, found);
            return first == null ? found : first;
        }));
    }

    /** Never blocks. */
    public Collection<CachedSale> all() {
        return cached.values();
    }

    /**
     * Redis does not have this epoch any more: this instance admits no request before the next one is warm.
     *
     * @return whether that was not known yet
     */
    public boolean lost(long saleId, int epoch) {
        return find(saleId).map(sale -> sale.lost(epoch)).orElse(false);
    }

    /** Looks at one sale now, and publishes {@link SaleChanged} in this instance. */
    public void changed(long saleId) {
        try {
            @Nullable SaleSnapshot seen = redis.look(saleId).orElse(null);
            sales.find(saleId).ifPresent(row -> put(row, seen));
        } catch (RuntimeException away) {
            LOG.debug("Sale {} changed and could not be looked at; the next look is soon", saleId, away);
        }
        changes.publishEvent(new SaleChanged(saleId));
    }

    /**
     * Redis before the rows: a row changes first, so one that is read afterwards is never older than what Redis had, and
     * Redis can be brought in line with it.
     */
    @Scheduled(fixedDelay = "${sales.look:500ms}")
    void look() {
        try {
            cached.values().forEach(this::lookInRedis);
            redisIsThere.set(true);
        } catch (RuntimeException away) {
            onceEach(redisIsThere, "Redis", away);
        }
        try {
            readRows();
            databaseIsThere.set(true);
        } catch (RuntimeException away) {
            onceEach(databaseIsThere, "The database", away);
            return;
        }
        if (redisIsThere.get()) {
            cached.values().forEach(this::bringRedisInLine);
        }
    }

    /** A sale that can't be read does not affect the others. */
    private void lookInRedis(CachedSale sale) {
        try {
            sale.looked(redis.look(sale.id()).orElse(null), System.nanoTime());
            unreadable.remove(sale.id());
        } catch (RuntimeException failure) {
            if (RedisAway.causes(failure)) {
                throw failure;
            }
            if (unreadable.add(sale.id())) {
                LOG.error("What Redis has of sale {} can't be read; what was known of it holds", sale.id(), failure);
            }
        }
    }

    private void readRows() {
        // What is cached from now on may not be among the rows that are read next.
        var known = Set.copyOf(cached.keySet());
        var active = sales.active().stream().collect(Collectors.toMap(Sale::id, Function.identity()));
        active.values()
                .forEach(row -> cached.computeIfAbsent(row.id(), id -> new CachedSale(row))
                        .read(row));
        cached.keySet().removeIf(id -> known.contains(id) && !active.containsKey(id));
        unreadable.retainAll(cached.keySet());
    }

    private static void onceEach(AtomicBoolean isThere, String what, RuntimeException away) {
        if (isThere.getAndSet(false)) {
            LOG.warn("{} can't be asked about sales; what was known of them holds: {}", what, away.toString());
        }
    }

    private void put(Sale row, @Nullable SaleSnapshot seen) {
        var sale = cached.computeIfAbsent(row.id(), id -> new CachedSale(row));
        sale.read(row);
        sale.looked(seen, System.nanoTime());
    }

    /** For a row whose change was not written to Redis. */
    private void bringRedisInLine(CachedSale known) {
        var row = known.sale();
        try {
            known.snapshot()
                    .filter(seen -> row.isWarm() && seen.epoch() == row.epoch() && differs(row, seen))
                    .ifPresent(seen -> redis.configure(
                            row.id(), row.epoch(), row.stateInRedis(), row.terms(settings.reservation())));
        } catch (RuntimeException away) {
            onceEach(redisIsThere, "Redis", away);
        }
    }

    private static boolean differs(Sale row, SaleSnapshot seen) {
        return seen.state() != SaleSnapshot.State.LOADING
                && (seen.state() != row.stateInRedis()
                        || seen.queueBound() != row.queueBound()
                        || seen.admissionRate() != row.admissionRate());
    }
}
