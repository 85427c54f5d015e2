package io.orderflow.order.catalogue;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;

/**
 * What can be ordered, and for how much. Prices older than {@link #REFRESH} are read again in
 * the background after their next use; until then, and while the database is unavailable, the last known prices hold.
 */
@Singleton
public class Catalogue {

    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final String ALL = "all";

    private final LoadingCache<String, SequencedMap<String, Product>> cache;

    Catalogue(Products products, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.cache = Caffeine.newBuilder()
                .refreshAfterWrite(REFRESH)
                .executor(executor)
                .build(all -> bySku(products));
    }

    public Optional<Product> find(String sku) {
        return Optional.ofNullable(cache.get(ALL).get(sku));
    }

    SequencedCollection<Product> all() {
        return cache.get(ALL).sequencedValues();
    }

    private static SequencedMap<String, Product> bySku(Products products) {
        var bySku = new LinkedHashMap<String, Product>();
        products.listOrderBySku().forEach(product -> bySku.put(product.sku(), product));
        return bySku;
    }
}
