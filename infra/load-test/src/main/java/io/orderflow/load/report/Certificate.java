package io.orderflow.load.report;

import io.orderflow.invariants.Verdict;
import io.orderflow.load.measure.Percentiles;
import io.orderflow.load.sale.Outcome;
import io.orderflow.load.sale.RushResult;
import io.orderflow.load.sale.SaleWatch;
import io.orderflow.load.sale.Second;
import io.orderflow.load.stack.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** All results of a rush, for programs; the page shows the same. */
public final class Certificate {

    private Certificate() {}

    /** @param parameters as they were given */
    public static JsonObject of(RushResult result, Machine machine, JsonObject parameters) {
        var end = result.end();
        return new JsonObject()
                .put("sale", result.sale())
                .put("begun", result.begun().toString())
                .put("holds", result.holds())
                .put("commit", machine.commit())
                .put("machine", of(machine))
                .put("parameters", parameters)
                .put("requests", result.timeline().requests())
                .put("answers", counts(result.timeline().counts()))
                .put("ticketLatency", of(result.timeline().tickets()))
                .put("otherLatency", of(result.timeline().others()))
                .put("clientCpuMicrosPerRequest", result.client().micros())
                .put(
                        "clientShareOfProcessorTime",
                        Double.isNaN(result.client().share())
                                ? null
                                : result.client().share())
                .put("drained", result.drained())
                .put(
                        "end",
                        new JsonObject()
                                .put("state", end.state())
                                .put("epoch", end.epoch())
                                .put("units", end.units())
                                .put("left", end.left())
                                .put("waiting", end.waiting())
                                .put("settled", end.settled()))
                .put(
                        "checks",
                        new JsonArray(
                                result.verdicts().stream().map(Certificate::of).toList()))
                .put(
                        "seconds",
                        new JsonArray(result.timeline().seconds().stream()
                                .map(Certificate::of)
                                .toList()))
                .put(
                        "samples",
                        new JsonArray(
                                result.samples().stream().map(Certificate::of).toList()));
    }

    private static JsonObject of(Machine machine) {
        return new JsonObject()
                .put("processor", machine.processor())
                .put("processors", machine.processors())
                .put("memory", machine.memory())
                .put("system", machine.system())
                .put("java", machine.java());
    }

    private static JsonObject counts(Map<Outcome, Long> counts) {
        var json = new JsonObject();
        counts.forEach((outcome, count) -> json.put(outcome.toString(), count));
        return json;
    }

    private static JsonObject of(Percentiles latency) {
        return new JsonObject()
                .put("count", latency.count())
                .put("p50", latency.p50())
                .put("p95", latency.p95())
                .put("p99", latency.p99())
                .put("max", latency.max());
    }

    private static JsonObject of(Second second) {
        return new JsonObject()
                .put("at", second.at())
                .put("sent", second.sent())
                .put("answered", counts(second.answered()))
                .put("tickets", of(second.tickets()))
                .put("others", of(second.others()));
    }

    private static JsonObject of(SaleWatch.Sample sample) {
        return new JsonObject()
                .put("at", sample.at())
                .put("state", sample.view().state())
                .put("left", sample.view().left())
                .put("waiting", sample.view().waiting())
                .put("settled", sample.view().settled())
                .put("queueBound", sample.view().queueBound());
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
