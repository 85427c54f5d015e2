package io.orderflow.event;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A new epoch of a sale begins: no ticket of an earlier one is ordered from now on, and order-service declares what is
 * left. May arrive any number of times, also late: an epoch older than the sale's changes nothing and is not answered.
 *
 * <p>A sale keeps the terms of its first warming (sku, price, units, limit, payment window): one with others is refused.
 *
 * @param epoch from 1
 * @param price of one unit, in minor units of the sku's currency
 * @param units for sale in all epochs together
 * @param limitPerCustomer units, in all epochs together
 * @param paymentWindowSeconds how long an order may stay unpaid; 0 if it needs no payment
 */
@Serdeable
public record SaleWarming(
        long saleId, int epoch, String sku, long price, long units, int limitPerCustomer, long paymentWindowSeconds) {}
