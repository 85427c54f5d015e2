package io.orderflow.seckill.sale;

/** Receives reports that Redis does not have a sale's epoch. */
public interface EpochLost {

    /** Returns at once. May be called any number of times, and wrongly: a new epoch may just have begun. */
    void report(long saleId, int epoch);
}
