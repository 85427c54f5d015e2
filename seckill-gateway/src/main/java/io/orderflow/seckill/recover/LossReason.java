package io.orderflow.seckill.recover;

import io.orderflow.seckill.redis.SaleSnapshot;
import java.util.Optional;

/** Why Redis can't be relied on for a sale that it was loaded for. */
enum LossReason {
    /** It does not have the sale. */
    MISSING("Redis does not have it"),
    /** It was restarted since, or is another server: what it has is a copy, and may be an old one. */
    OTHER_SERVER("Redis was restarted, or another one took its place, since it was loaded"),
    /** It has an earlier epoch. */
    OLD_EPOCH("Redis has an earlier epoch");

    private final String sentence;

    LossReason(String sentence) {
        this.sentence = sentence;
    }

    /**
     * @param epoch that Redis was loaded for
     * @param seen what Redis has now
     * @param runId of the server that answered
     * @return empty if all is well, or a later epoch has begun
     */
    static Optional<LossReason> of(int epoch, Optional<SaleSnapshot> seen, String runId) {
        if (seen.isEmpty()) {
            return Optional.of(MISSING);
        }
        var snapshot = seen.get();
        if (snapshot.epoch() > epoch) {
            return Optional.empty();
        }
        if (snapshot.epoch() < epoch) {
            return Optional.of(OLD_EPOCH);
        }
        return snapshot.runId().equals(runId) ? Optional.empty() : Optional.of(OTHER_SERVER);
    }

    @Override
    public String toString() {
        return sentence;
    }
}
