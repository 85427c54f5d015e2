package io.orderflow.load.scenario;

import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.JournalSwitch;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.StackProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The order rate with the journal on and off, in turns, each slice from a drained start and every other round in the other
 * order. The rates come with what the services spend on an order, its effects included: other work on the machine disturbs it
 * less.
 */
public final class JournalCost implements Scenario {

    private static final double TARGET = 0.95;

    /** @param cpuMillis of all services, for each order */
    public record Slice(Measured measured, double cpuMillis) {}

    public record Pair(Slice on, Slice off) {

        public double rate() {
            return on.measured().perSecond() / off.measured().perSecond();
        }

        double cpu() {
            return on.cpuMillis() / off.cpuMillis();
        }
    }

    @Override
    public JsonObject run(Session session) throws Exception {
        return tell(session, pairs(session));
    }

    public List<Pair> pairs(Session session) throws Exception {
        var services = Stream.concat(Stream.of(LocalStack.ORDER_SERVICE), LocalStack.CONSUMERS.stream())
                .map(session.stack()::process)
                .toList();
        var pairs = new ArrayList<Pair>();
        var journal = new JournalSwitch(services, session.tokens());
        try {
            session.place("warm-up", session.settings().warmUp());
            session.drain().awaitAll();
            for (int round = 1; round <= session.settings().rounds(); round++) {
                pairs.add(round(session, journal, services, round));
            }
        } finally {
            journal.set(true);
        }
        return pairs;
    }

    private static Pair round(Session session, JournalSwitch journal, List<StackProcess> services, int round)
            throws Exception {
        if (round % 2 == 1) {
            var on = slice(session, journal, services, round, true);
            return new Pair(on, slice(session, journal, services, round, false));
        }
        var off = slice(session, journal, services, round, false);
        return new Pair(slice(session, journal, services, round, true), off);
    }

    private static Slice slice(
            Session session, JournalSwitch journal, List<StackProcess> services, int round, boolean on)
            throws Exception {
        journal.set(on);
        long before = cpuMillis(services);
        var measured = session.place(
                "slice %d journal %s".formatted(round, on ? "on" : "off"),
                session.settings().slice());
        session.drain().awaitAll();
        return new Slice(measured, (cpuMillis(services) - before) / (double) measured.accepted());
    }

    private static long cpuMillis(List<StackProcess> services) {
        return services.stream()
                .map(StackProcess::cpu)
                .mapToLong(Duration::toMillis)
                .sum();
    }

    private static JsonObject tell(Session session, List<Pair> pairs) {
        var rate = Spread.of(pairs.stream().map(Pair::rate).toList());
        var cpu = Spread.of(pairs.stream().map(Pair::cpu).toList());
        session.say("");
        for (var pair : pairs) {
            session.say("on  " + line(pair.on()) + "   off  " + line(pair.off())
                    + String.format(Locale.ROOT, "   ratio %.2f", pair.rate()));
        }
        session.say("orders/s, on of off              " + rate
                + String.format(
                        Locale.ROOT,
                        "   target at least %.2f   %s",
                        TARGET,
                        rate.median() >= TARGET ? "PASS" : "FAIL"));
        session.say("services' CPU per order, on of off " + cpu);
        var json = new JsonArray();
        pairs.forEach(
                pair -> json.add(new JsonObject().put("on", json(pair.on())).put("off", json(pair.off()))));
        return new JsonObject()
                .put("rounds", json)
                .put("ratio", Json.of(rate))
                .put("cpuRatio", Json.of(cpu))
                .put("target", TARGET)
                .put("reached", rate.median() >= TARGET);
    }

    private static String line(Slice slice) {
        return String.format(
                Locale.ROOT,
                "%,6.0f/s (%s), %.2f ms of CPU; client %s",
                slice.measured().perSecond(),
                slice.measured().latency(),
                slice.cpuMillis(),
                slice.measured().client());
    }

    private static JsonObject json(Slice slice) {
        return Json.of(slice.measured()).put("cpuMillisPerOrder", slice.cpuMillis());
    }
}
