package io.orderflow.seckill.sale;

/** Somebody asked Redis for a sale's epoch and Redis does not have it. */
public interface EpochLost {

    /** Returns at once. May be told any number of times, and wrongly: a new epoch may just have begun. */
    void report(long saleId, int epoch);
}
