package io.orderflow.seckill.redis;

import java.time.Duration;
import java.time.Instant;

/**
 * What admission depends on. All of it may change while the sale runs.
 *
 * @param version of the row: the higher is the later
 * @param queueBound tickets that may wait for a decision
 * @param admissionRate tickets a second, at most; 0 for no bound
 * @param reservation how long a ticket may wait for its decision before it is asked for again
 */
public record SaleTerms(
        long version,
        Instant opensAt,
        Instant closesAt,
        int limitPerCustomer,
        long queueBound,
        int admissionRate,
        Duration reservation) {}
