package io.orderflow.seckill.redis;

import java.util.List;

/** What came of one call of the script. */
public sealed interface AdmissionBatch {

    /**
     * @param answers one for each request, in their order
     * @param stock units that are left after it
     * @param waiting tickets that wait for a decision after it
     * @param settled tickets that were decided in this epoch
     */
    record Answered(List<Admission> answers, long stock, long waiting, long settled) implements AdmissionBatch {}

    /** Redis does not know this sale in this epoch: it lost it, or a new epoch has begun. Nothing was changed. */
    record EpochGone() implements AdmissionBatch {}
}
