package io.orderflow.load.scenario;

import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Spread;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The order rate with all consumers running, one down, one slow: in turns, each slice from a drained start. */
final class DownComparison implements Scenario {

    @Override
    public JsonObject run(Session session) throws Exception {
        session.place("warm-up", session.settings().warmUp());
        session.drain().awaitAll();
        Map<ConsumerState, List<Measured>> slices = new EnumMap<>(ConsumerState.class);
        for (int round = 1; round <= session.settings().rounds(); round++) {
            for (var state : ConsumerState.values()) {
                var measured = slice(session, state, round);
                slices.computeIfAbsent(state, first -> new ArrayList<>()).add(measured);
            }
        }
        return tell(session, slices);
    }

    private static Measured slice(Session session, ConsumerState state, int round) throws Exception {
        state.enter(session.stack(), session.tokens());
        try {
            return session.place(
                    "slice %d %s".formatted(round, what(state)),
                    session.settings().slice());
        } finally {
            state.leave(session.stack(), session.tokens());
            session.drain().awaitAll();
        }
    }

    private static JsonObject tell(Session session, Map<ConsumerState, List<Measured>> slices) {
        double running = rate(slices, ConsumerState.RUNNING).median();
        var states = new JsonArray();
        session.say("");
        for (var state : ConsumerState.values()) {
            var rate = rate(slices, state);
            var p99 = Spread.of(slicesOf(slices, state).stream()
                    .map(slice -> slice.latency().p99())
                    .toList());
            session.say(String.format(
                    Locale.ROOT,
                    "%-24s %s orders/s, %.2f of running; p99 %s ms; client %s",
                    what(state),
                    rate,
                    rate.median() / running,
                    p99,
                    slicesOf(slices, state).getLast().client()));
            states.add(new JsonObject()
                    .put("state", what(state))
                    .put("perSecond", Json.of(rate))
                    .put("ofRunning", rate.median() / running)
                    .put("p99Millis", Json.of(p99)));
        }
        return new JsonObject().put("states", states);
    }

    private static List<Measured> slicesOf(Map<ConsumerState, List<Measured>> slices, ConsumerState state) {
        return slices.getOrDefault(state, List.of());
    }

    private static Spread rate(Map<ConsumerState, List<Measured>> slices, ConsumerState state) {
        return Spread.of(
                slicesOf(slices, state).stream().map(Measured::perSecond).toList());
    }

    private static String what(ConsumerState state) {
        return switch (state) {
            case RUNNING -> "all running";
            case DOWN -> ConsumerState.CONSUMER + " down";
            case SLOW -> ConsumerState.CONSUMER + " slow";
        };
    }
}
