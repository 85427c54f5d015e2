package io.orderflow.seckill.sale;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.orderflow.event.SaleWarming;
import io.orderflow.seckill.redis.SaleSnapshot;
import io.orderflow.seckill.redis.SaleTerms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sale as its row has it; the columns are described in the migration.
 *
 * @param price of one unit, in minor units of the sku's currency
 * @param paymentWindowSeconds how long an order may stay unpaid; 0 if it needs no payment
 * @param phase what the operator wants
 * @param version one more with every change of the row
 * @param warmEpoch the epoch that Redis was loaded for; 0 before the first
 */
@MappedEntity("sale")
public record Sale(
        @Id @GeneratedValue long id,
        String sku,
        long price,
        long units,
        int limitPerCustomer,
        Instant opensAt,
        Instant closesAt,
        long queueBound,
        int admissionRate,
        long paymentWindowSeconds,
        boolean tokenRequired,
        Phase phase,
        int epoch,
        int warmEpoch,
        @Nullable Instant warmingSentAt,
        @Nullable String warmingRefused,
        Instant createdAt,
        String createdBy,
        @Nullable Instant closedAt,
        long version) {

    public enum Phase {
        CREATED,
        OPEN,
        PAUSED,
        CLOSED
    }

    /** Redis was loaded for the current epoch. It may have lost it since. */
    public boolean isWarm() {
        return warmEpoch == epoch;
    }

    /** @param reservation how long a ticket may wait for its decision before it is asked for again */
    public SaleTerms terms(Duration reservation) {
        return new SaleTerms(version, opensAt, closesAt, limitPerCustomer, queueBound, admissionRate, reservation);
    }

    public SaleWarming warming() {
        return new SaleWarming(id, epoch, sku, price, units, limitPerCustomer, paymentWindowSeconds);
    }

    /** The state that Redis has to have in this phase. It checks the window as well. */
    public SaleSnapshot.State stateInRedis() {
        return switch (phase) {
            case OPEN -> SaleSnapshot.State.OPEN;
            case CREATED, PAUSED -> SaleSnapshot.State.PAUSED;
            case CLOSED -> SaleSnapshot.State.CLOSED;
        };
    }
}
