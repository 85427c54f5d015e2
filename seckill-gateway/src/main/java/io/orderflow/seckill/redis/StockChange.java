package io.orderflow.seckill.redis;

/**
 * What a settlement did to a sale in Redis.
 *
 * @param before units for sale
 * @param after units for sale
 * @param applied how many of the tickets made a difference
 */
public record StockChange(long before, long after, int applied) {

    /** This epoch is not the one that Redis has: nothing was done. */
    public static final StockChange NONE = new StockChange(0, 0, 0);

    /** Whether nothing was done, because Redis has another epoch or none. */
    public boolean isOfAnotherEpoch() {
        return this == NONE;
    }

    /** Whether the sale was sold out and is not any more. */
    public boolean reopens() {
        return before == 0 && after > 0;
    }
}
