package io.orderflow.load.benchmark;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/**
 * How long and how often.
 *
 * @param parts what is measured
 * @param warmUp of all parts over HTTP together, not measured
 * @param slice one round of one part
 * @param queued purchases that the queue is filled with
 * @param million how many tickets {@link Part#MILLION} takes
 */
public record BenchmarkSettings(
        Set<Part> parts,
        int rounds,
        Duration slice,
        Duration warmUp,
        int connections,
        int customers,
        int queued,
        int million,
        String sku,
        long price) {

    JsonObject json() {
        return new JsonObject()
                .put("parts", new JsonArray(parts.stream().map(Part::toString).toList()))
                .put("rounds", rounds)
                .put("sliceSeconds", slice.toSeconds())
                .put("warmUpSeconds", warmUp.toSeconds())
                .put("connections", connections)
                .put("customers", customers)
                .put("queued", queued)
                .put("million", million);
    }
}
