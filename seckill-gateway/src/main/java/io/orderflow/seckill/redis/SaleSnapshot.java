package io.orderflow.seckill.redis;

/**
 * A sale as Redis has it at one moment.
 *
 * @param runId of the server that it was loaded into; another one's means that this is a copy, perhaps an old one
 * @param stock units for sale
 * @param given tickets of this epoch
 * @param settled tickets of this epoch that are decided
 * @param peak the most tickets that ever waited in this epoch
 */
public record SaleSnapshot(
        int epoch,
        String runId,
        State state,
        long stock,
        long given,
        long settled,
        long peak,
        long queueBound,
        int admissionRate) {

    public enum State {
        LOADING,
        OPEN,
        PAUSED,
        CLOSED
    }

    public long waiting() {
        return given - settled;
    }
}
