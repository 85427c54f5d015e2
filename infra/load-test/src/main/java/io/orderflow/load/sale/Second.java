package io.orderflow.load.sale;

import io.orderflow.load.measure.Percentiles;
import java.util.Map;

/**
 * One second of a rush.
 *
 * @param sent how many requests became due
 * @param answered by outcome
 * @param tickets latencies of the 202s of this second
 * @param others latencies of all other answers
 * @param left units, as the gateway reported last; -1 if it has not
 * @param waiting tickets without a decision, likewise
 */
public record Second(
        double at,
        long sent,
        Map<Outcome, Long> answered,
        Percentiles tickets,
        Percentiles others,
        long left,
        long waiting) {

    long answers() {
        return answered.values().stream().mapToLong(Long::longValue).sum();
    }
}
