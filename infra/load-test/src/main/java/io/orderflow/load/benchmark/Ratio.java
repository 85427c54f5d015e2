package io.orderflow.load.benchmark;

import io.orderflow.load.measure.Spread;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of a benchmark's table.
 *
 * @param target what has to be reached, for the middle of all rounds
 * @param atMost whether the target is a ceiling rather than a floor
 * @param detail the figures behind it
 */
public record Ratio(String name, Spread measured, double target, boolean atMost, String unit, String detail) {

    public static final String SOLD_OUT = "sold out ÷ bare";
    public static final String ADMISSION = "admission ÷ bare";
    public static final String QUEUE = "orders from the queue, one sale ÷ floor";
    public static final String ONE_SKU = "one sale ÷ spread";

    static Ratio atLeast(double target, String name, Spread measured, String detail) {
        return new Ratio(name, measured, target, false, "", detail);
    }

    /** @param others measured in turns with {@code rates}, both per second */
    static Ratio paired(double target, String name, List<Double> rates, List<Double> others, String remark) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < rates.size(); round++) {
            ratios.add(rates.get(round) / others.get(round));
        }
        return atLeast(
                target,
                name,
                Spread.of(ratios),
                String.format(
                        Locale.ROOT,
                        "%,.0f/s of %,.0f/s%s",
                        Spread.of(rates).median(),
                        Spread.of(others).median(),
                        remark));
    }

    static Ratio atMost(double target, String unit, String name, Spread measured, String detail) {
        return new Ratio(name, measured, target, true, unit, detail);
    }

    boolean reached() {
        return atMost ? measured.median() <= target : measured.median() >= target;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-44s %8.2f%s (%.2f to %.2f)   target %s %.2f   %s   %s",
                name,
                measured.median(),
                unit,
                measured.least(),
                measured.most(),
                atMost ? "at most" : "at least",
                target,
                reached() ? "PASS" : "FAIL",
                detail);
    }

    JsonObject json() {
        return new JsonObject()
                .put("name", name)
                .put("median", measured.median())
                .put("least", measured.least())
                .put("most", measured.most())
                .put("target", target)
                .put("atMost", atMost)
                .put("unit", unit.strip())
                .put("reached", reached())
                .put("detail", detail);
    }
}
