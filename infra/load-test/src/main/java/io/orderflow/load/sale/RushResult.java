package io.orderflow.load.sale;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.ClientCost;
import java.time.Instant;
import java.util.List;

/**
 * A rush that is over.
 *
 * @param drained whether every ticket was decided and every consumer came to rest before the checks
 */
public record RushResult(
        String sale,
        Instant begun,
        Timeline timeline,
        List<SaleWatch.Sample> samples,
        SaleView end,
        boolean drained,
        ClientCost client,
        List<Verdict> verdicts) {

    public RushResult {
        samples = List.copyOf(samples);
        verdicts = List.copyOf(verdicts);
    }

    public boolean holds() {
        return verdicts.stream().allMatch(Verdict::holds);
    }
}
