package io.orderflow.load.bench;

import io.orderflow.load.measure.Spread;
import io.orderflow.load.measure.Tick;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders second by second after one start.
 *
 * @param readyAt seconds from the call of {@code infra/up} to its end
 * @param loadAt the same for the load's begin
 */
record StartCurve(double readyAt, double loadAt, List<Tick> ticks) {

    StartCurve {
        ticks = List.copyOf(ticks);
    }

    /** Orders per second from the load's begin on. */
    double rateUntil(Duration end) {
        return rate(Duration.ZERO, end);
    }

    /** Of so many stretches, one after the other. */
    List<Double> ratesAfter(Duration begin, Duration stretch, int stretches) {
        var rates = new ArrayList<Double>();
        for (int number = 0; number < stretches; number++) {
            var from = begin.plus(stretch.multipliedBy(number));
            rates.add(rate(from, from.plus(stretch)));
        }
        return rates;
    }

    /** Of the seconds whose middle lies between both. */
    private double rate(Duration from, Duration to) {
        double orders = 0;
        double seconds = 0;
        for (var tick : ticks) {
            double middle = tick.at() - tick.seconds() / 2;
            if (middle >= from.toNanos() / 1e9 && middle < to.toNanos() / 1e9) {
                orders += tick.latency().count();
                seconds += tick.seconds();
            }
        }
        return seconds == 0 ? 0 : orders / seconds;
    }

    /** Ratios to the middle of what is warm. */
    static List<Double> ratios(List<Double> early, List<Double> warm) {
        double middle = Spread.of(warm).median();
        return early.stream().map(rate -> rate / middle).toList();
    }

    JsonObject json() {
        var seconds = new JsonArray();
        for (var tick : ticks) {
            seconds.add(new JsonObject()
                    .put("at", loadAt + tick.at())
                    .put("perSecond", tick.perSecond())
                    .put("p50", tick.latency().p50())
                    .put("p99", tick.latency().p99()));
        }
        return new JsonObject().put("readyAt", readyAt).put("loadAt", loadAt).put("seconds", seconds);
    }
}
