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
public final class FloorComparison implements Scenario {

    /** What points, coupon and notify do meanwhile. */
    public enum Consumers {
        RUNNING,
        /** Stopped by a signal until the last slice is over; the delivery audit continues. */
        STANDING_STILL,
        /** Their groups, and the audit's, are paused at the broker by the caller: there is nothing to wait for. */
        PAUSED
    }

    private final Consumers consumers;

    public FloorComparison(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public JsonObject run(Session session) throws Exception {
        var slices = slices(session);
        session.drain().awaitAll();
        return tell(session, slices);
    }

    /** The last of them may still be on its way to the consumers. */
    public List<Slice> slices(Session session) throws Exception {
        var settings = session.settings();
        var slices = new ArrayList<Slice>();
        try (var paused = PausedProcesses.pause(stopped(session.stack()));
                var floor = FloorLoop.open(session.stack(), settings.concurrency(), settings.customers())) {
            if (consumers == Consumers.STANDING_STILL) {
                session.say("standing still: " + paused.names());
            }
            slice(session, floor, "warm-up", settings.warmUp());
            for (int round = 1; round <= settings.rounds(); round++) {
                slices.add(slice(session, floor, "slice " + round + "/" + settings.rounds(), settings.slice()));
            }
        }
        return slices;
    }

    private List<StackProcess> stopped(LocalStack stack) {
        return consumers == Consumers.STANDING_STILL
                ? LocalStack.CONSUMERS.stream().map(stack::process).toList()
                : List.of();
    }

    private Slice slice(Session session, FloorLoop floor, String what, Duration time) throws Exception {
        var meter = new Meter();
        var below = session.watch(what + " floor", meter, floor.begin(time, meter));
        var orders = session.place(what + " POST /orders", time);
        rest(session);
        return new Slice(below, orders);
    }

    private void rest(Session session) throws Exception {
        switch (consumers) {
            case RUNNING -> session.drain().awaitAll();
            case STANDING_STILL -> session.drain().awaitAudit();
            case PAUSED -> {}
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
                    "floor %,6.0f/s (%s)   POST /orders %,6.0f/s (%s; client %s)   ratio %.2f",
                    slice.floor().perSecond(),
                    slice.floor().latency(),
                    slice.orders().perSecond(),
                    slice.orders().latency(),
                    slice.orders().client(),
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

    public record Slice(Measured floor, Measured orders) {

        public double ratio() {
            return orders.perSecond() / floor.perSecond();
        }
    }
}
