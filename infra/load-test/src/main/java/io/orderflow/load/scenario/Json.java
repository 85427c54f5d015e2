package io.orderflow.load.scenario;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Spread;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report's parts for programs. */
final class Json {

    private Json() {}

    static JsonObject of(Measured measured) {
        var errors = new JsonObject();
        measured.errors().forEach(errors::put);
        return new JsonObject()
                .put("seconds", measured.seconds())
                .put("accepted", measured.accepted())
                .put("perSecond", measured.perSecond())
                .put("p50Millis", measured.latency().p50())
                .put("p95Millis", measured.latency().p95())
                .put("p99Millis", measured.latency().p99())
                .put("maxMillis", measured.latency().max())
                .put("clientCpuMicrosPerRequest", number(measured.client().micros()))
                .put("clientShareOfProcessorTime", number(measured.client().share()))
                .put("errors", errors);
    }

    static JsonObject of(Spread spread) {
        return new JsonObject()
                .put("median", spread.median())
                .put("least", spread.least())
                .put("most", spread.most());
    }

    static JsonArray of(List<Verdict> verdicts) {
        return new JsonArray(verdicts.stream().map(Json::of).toList());
    }

    /** JSON has no word for what is not a number. */
    private static @Nullable Double number(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static JsonObject of(Verdict verdict) {
        var json = new JsonObject().put("fact", verdict.fact()).put("holds", verdict.holds());
        return switch (verdict) {
            case Verdict.Holds holds -> json;
            case Verdict.Broken broken ->
                json.put("offenders", broken.by().count())
                        .put("examples", new JsonArray(broken.by().examples()));
            case Verdict.Unchecked unchecked -> json.put("unchecked", unchecked.reason());
        };
    }
}
