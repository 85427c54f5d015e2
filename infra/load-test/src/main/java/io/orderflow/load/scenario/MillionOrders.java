package io.orderflow.load.scenario;

import io.orderflow.load.Refusal;
import io.orderflow.load.measure.Tick;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A million orders in a row, all consumers running: does the rate stay what it is while the tables grow? The first tenth is the
 * warm-up; the last is compared with the second.
 */
final class MillionOrders implements Scenario {

    private static final double TARGET = 0.95;
    private static final int TENTHS = 10;

    private final int orders;

    MillionOrders(int orders) {
        this.orders = orders;
    }

    @Override
    public JsonObject run(Session session) throws Exception {
        var ticks = new ArrayList<Tick>();
        var measured = session.place("a million orders", orders, ticks::add);
        var rates = tenths(ticks, measured.accepted());
        session.drain().awaitAll();
        double ratio = rates.getLast() / rates.get(1);
        session.say("");
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            session.say(String.format(Locale.ROOT, "tenth %2d       %,.0f orders/s", tenth + 1, rates.get(tenth)));
        }
        session.say(String.format(
                Locale.ROOT,
                "last ÷ second  %.2f   target at least %.2f   %s",
                ratio,
                TARGET,
                ratio >= TARGET ? "PASS" : "FAIL"));
        session.say("load client    " + measured.client());
        return Json.of(measured)
                .put("tenthsPerSecond", new JsonArray(rates))
                .put("ratio", ratio)
                .put("target", TARGET)
                .put("reached", ratio >= TARGET);
    }

    /**
     * Orders per second in each tenth of the orders, as if they came evenly within a tick.
     *
     * @param accepted in all; what came after the last tick belongs to it
     */
    static List<Double> tenths(List<Tick> ticks, long accepted) {
        if (ticks.size() < TENTHS) {
            throw new Refusal("Too few orders, or too fast: a tenth of them is to take more than a second.");
        }
        var rates = new ArrayList<Double>();
        double begun = ticks.getFirst().at() - ticks.getFirst().seconds();
        for (int tenth = 1; tenth <= TENTHS; tenth++) {
            double reached = reachedAt(ticks, accepted / (double) TENTHS * tenth);
            rates.add(accepted / (double) TENTHS / (reached - begun));
            begun = reached;
        }
        return rates;
    }

    private static double reachedAt(List<Tick> ticks, double orders) {
        double before = 0;
        for (var tick : ticks) {
            double in = tick.latency().count();
            if (before + in >= orders) {
                return tick.at() - tick.seconds() * (1 - (orders - before) / in);
            }
            before += in;
        }
        // The last tick was not reported: as fast as the one before it.
        var last = ticks.getLast();
        return last.at() + (orders - before) / Math.max(1, last.perSecond());
    }
}
