package io.orderflow.load.scenario;

import io.orderflow.load.floor.FloorLoop;
import io.orderflow.load.measure.Measured;
import io.orderflow.load.measure.Meter;
import io.orderflow.load.measure.Spread;
import io.orderflow.load.stack.LocalStack;
import io.orderflow.load.stack.PausedProcesses;
import io.orderflow.load.stack.StackProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code POST /orders} against the floor, in turns on the same servers, so that whatever else the machine does hits both.
 * Between two slices the order service's own audit comes to rest; it counts against the slice that caused it only while
 * that slice lasts.
 */
final class FloorComparison implements Scenario {

    private final boolean consumersPaused;

    FloorComparison(boolean consumersPaused) {
        this.consumersPaused = consumersPaused;
    }

    @Override
    public JsonObject run(Session session) throws Exception {
        var settings = session.settings();
        var slices = new ArrayList<Slice>();
        try (var paused = PausedProcesses.pause(consumersPaused ? consumers(session.stack()) : List.of());
                var floor = FloorLoop.open(session.stack(), settings.concurrency(), settings.customers())) {
            session.say("standing still: " + (consumersPaused ? paused.names() : "nobody"));
            slice(session, floor, "warm-up", settings.warmUp());
            for (int round = 1; round <= settings.rounds(); round++) {
                slices.add(slice(session, floor, "slice " + round + "/" + settings.rounds(), settings.slice()));
            }
        }
        session.drain().awaitAll();
        return tell(session, slices);
    }

    private static List<StackProcess> consumers(LocalStack stack) {
        return LocalStack.CONSUMERS.stream().map(stack::process).toList();
    }

    private Slice slice(Session session, FloorLoop floor, String what, Duration time) throws Exception {
        var meter = new Meter();
        var below = session.watch(what + " floor", meter, floor.begin(time, meter));
        var orders = session.place(what + " POST /orders", time);
        rest(session);
        return new Slice(below, orders);
    }

    private void rest(Session session) throws Exception {
        if (consumersPaused) {
            session.drain().awaitAudit();
        } else {
            session.drain().awaitAll();
        }
    }

    private static JsonObject tell(Session session, List<Slice> slices) {
        var floor = Spread.of(
                slices.stream().map(slice -> slice.floor().perSecond()).toList());
        var orders = Spread.of(
                slices.stream().map(slice -> slice.orders().perSecond()).toList());
        var ratio = Spread.of(slices.stream().map(Slice::ratio).toList());
        session.say("");
        for (var slice : slices) {
            session.say(String.format(
                    Locale.ROOT,
                    "floor %,6.0f/s (%s)   POST /orders %,6.0f/s (%s)   ratio %.2f",
                    slice.floor().perSecond(),
                    slice.floor().latency(),
                    slice.orders().perSecond(),
                    slice.orders().latency(),
                    slice.ratio()));
        }
        session.say("floor          " + floor + " orders/s");
        session.say("POST /orders   " + orders + " orders/s");
        session.say("ratio          " + ratio);
        var json = new JsonArray();
        slices.forEach(slice -> json.add(new JsonObject()
                .put("floor", Json.of(slice.floor()))
                .put("orders", Json.of(slice.orders()))
                .put("ratio", slice.ratio())));
        return new JsonObject()
                .put("slices", json)
                .put("floorPerSecond", Json.of(floor))
                .put("ordersPerSecond", Json.of(orders))
                .put("ratio", Json.of(ratio));
    }

    private record Slice(Measured floor, Measured orders) {

        double ratio() {
            return orders.perSecond() / floor.perSecond();
        }
    }
}
