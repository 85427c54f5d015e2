package io.orderflow.seckill.sale;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.seckill.redis.SaleSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sale as HTTP shows it. The figures of the current epoch are a moment old, and null while unknown.
 *
 * @param price of one unit, in minor units of the sku's currency
 * @param opensInMillis 0 once it may open
 * @param closesInMillis 0 once its window is over
 * @param reason why order-service does not take it; null otherwise
 * @param left units for sale
 * @param waiting tickets without decision
 * @param given tickets
 * @param settled tickets that are decided
 * @param peak the most tickets that ever waited
 * @param paymentWindow an ISO 8601 duration
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record SaleView(
        String id,
        String sku,
        long price,
        long units,
        int limitPerCustomer,
        Instant opensAt,
        Instant closesAt,
        long opensInMillis,
        long closesInMillis,
        SaleState state,
        @Nullable String reason,
        int epoch,
        @Nullable Long left,
        @Nullable Long waiting,
        @Nullable Long given,
        @Nullable Long settled,
        @Nullable Long peak,
        long queueBound,
        int admissionRate,
        boolean tokenRequired,
        String paymentWindow) {

    static SaleView of(CachedSale sale, Instant now) {
        var row = sale.sale();
        @Nullable
        SaleSnapshot seen = sale.snapshot()
                .filter(snapshot -> snapshot.epoch() == row.epoch() && snapshot.state() != SaleSnapshot.State.LOADING)
                .orElse(null);
        return of(row, seen, sale.state(now), now);
    }

    static SaleView of(Sale row, Instant now) {
        return of(row, null, SaleState.of(row, false, now), now);
    }

    private static SaleView of(Sale row, @Nullable SaleSnapshot seen, SaleState state, Instant now) {
        return new SaleView(
                Long.toString(row.id()),
                row.sku(),
                row.price(),
                row.units(),
                row.limitPerCustomer(),
                row.opensAt(),
                row.closesAt(),
                Math.max(0, Duration.between(now, row.opensAt()).toMillis()),
                Math.max(0, Duration.between(now, row.closesAt()).toMillis()),
                state,
                row.warmingRefused(),
                row.epoch(),
                seen == null ? null : (Long) seen.stock(),
                seen == null ? null : (Long) seen.waiting(),
                seen == null ? null : (Long) seen.given(),
                seen == null ? null : (Long) seen.settled(),
                seen == null ? null : (Long) seen.peak(),
                row.queueBound(),
                row.admissionRate(),
                row.tokenRequired(),
                Duration.ofSeconds(row.paymentWindowSeconds()).toString());
    }
}
