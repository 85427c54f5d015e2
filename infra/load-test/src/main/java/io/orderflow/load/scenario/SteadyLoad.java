package io.orderflow.load.scenario;

import io.orderflow.load.drain.LastEffect;
import io.orderflow.load.measure.Measured;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/** One pace, all consumers running: how many orders are accepted, and how many are through to the last effect. */
public final class SteadyLoad implements Scenario {

    /**
     * @param perSecond orders that were accepted ÷ time from the load's begin to the last effect of the last of them; 0 where the
     *     consumers did not get through
     * @param drained whether they did
     */
    public record Applied(Measured orders, double perSecond, boolean drained) {}

    @Override
    public JsonObject run(Session session) throws Exception {
        session.place("warm-up", session.settings().warmUp());
        session.drain().awaitAll();
        var applied = measure(session, "orders", session.settings().time());
        tell(session, applied);
        return Json.of(applied.orders())
                .put("appliedPerSecond", applied.perSecond())
                .put("drained", applied.drained());
    }

    /** From a state of rest to a state of rest. */
    public static Applied measure(Session session, String what, Duration time)
            throws SQLException, InterruptedException {
        var orders = session.place(what, time);
        double begun = System.currentTimeMillis() / 1e3 - orders.seconds();
        boolean drained = session.drain().awaitAll().complete();
        var last = LastEffect.millis(session.auditor(), session.log().prefix());
        double perSecond = drained && last.isPresent() ? orders.accepted() / (last.getAsLong() / 1e3 - begun) : 0;
        return new Applied(orders, perSecond, drained);
    }

    private static void tell(Session session, Applied applied) {
        var orders = applied.orders();
        session.say("");
        session.say(String.format(
                Locale.ROOT,
                "accepted       %,d in %.1f s: %,.0f/s",
                orders.accepted(),
                orders.seconds(),
                orders.perSecond()));
        session.say("latency        " + orders.latency());
        session.say(String.format(
                Locale.ROOT, "fully applied  %,.0f/s (points, coupon, notification, seen)", applied.perSecond()));
        orders.errors()
                .forEach(
                        (kind, count) -> session.say(String.format(Locale.ROOT, "errors         %,d %s", count, kind)));
        session.say("load client    " + orders.client());
    }
}
