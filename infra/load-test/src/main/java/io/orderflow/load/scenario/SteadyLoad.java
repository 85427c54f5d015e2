package io.orderflow.load.scenario;

import io.orderflow.load.drain.LastEffect;
import io.orderflow.load.measure.Measured;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** One pace, all consumers running: how many orders are accepted, and how many are through to the last effect. */
final class SteadyLoad implements Scenario {

    @Override
    public JsonObject run(Session session) throws Exception {
        session.place("warm-up", session.settings().warmUp());
        session.drain().awaitAll();
        int before = session.log().sent();
        long begun = System.currentTimeMillis();
        long cpu = LoadProcess.cpuNanos();
        var measured = session.place("orders", session.settings().time());
        double cpuMicros = (LoadProcess.cpuNanos() - cpu) / 1e3 / (session.log().sent() - before);
        var drained = session.drain().awaitAll();
        var last = LastEffect.millis(session.auditor(), session.log().prefix());
        double applied =
                drained.complete() && last.isPresent() ? measured.accepted() / ((last.getAsLong() - begun) / 1e3) : 0;
        tell(session, measured, applied, cpuMicros);
        return Json.of(measured)
                .put("appliedPerSecond", applied)
                .put("drained", drained.complete())
                .put("clientCpuMicrosPerRequest", cpuMicros);
    }

    private static void tell(Session session, Measured measured, double applied, double cpuMicros) {
        session.say("");
        session.say(String.format(
                Locale.ROOT,
                "accepted       %,d in %.1f s: %,.0f/s",
                measured.accepted(),
                measured.seconds(),
                measured.perSecond()));
        session.say("latency        " + measured.latency());
        session.say(String.format(Locale.ROOT, "fully applied  %,.0f/s (points, coupon, notification, seen)", applied));
        measured.errors()
                .forEach(
                        (kind, count) -> session.say(String.format(Locale.ROOT, "errors         %,d %s", count, kind)));
        session.say(String.format(Locale.ROOT, "load client    %.0f µs of CPU per request", cpuMicros));
    }
}
