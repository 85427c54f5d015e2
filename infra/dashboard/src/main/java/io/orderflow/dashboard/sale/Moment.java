package io.orderflow.dashboard.sale;

import io.orderflow.dashboard.counter.MetricRates;
import io.orderflow.dashboard.counter.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's figures at one moment. What was not known then is not in it.
 *
 * @param outcomes answers per second
 * @param millis of a purchase's way through Redis, by quantile
 * @param left units by sale
 * @param waiting tickets by sale
 */
record Moment(
        Instant at,
        Map<AdmissionOutcome, Double> outcomes,
        Map<String, Double> millis,
        Map<String, Double> left,
        Map<String, Double> waiting) {

    /** As Prometheus writes them. */
    static final List<String> QUANTILES = List.of("0.5", "0.95", "0.99");

    private static final double MILLIS = 1_000;
    private static final String UNKNOWN = "–";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    Moment {
        outcomes = Map.copyOf(outcomes);
        millis = Map.copyOf(millis);
        left = Map.copyOf(left);
        waiting = Map.copyOf(waiting);
    }

    static Moment unknown(Instant at) {
        return new Moment(at, Map.of(), Map.of(), Map.of(), Map.of());
    }

    static Moment of(MetricRates rates, Instant at) {
        Map<AdmissionOutcome, Double> outcomes = new EnumMap<>(AdmissionOutcome.class);
        for (var each : AdmissionOutcome.values()) {
            rates.perSecond(sample -> sample.name().equals("admission_answers_total")
                            && AdmissionOutcome.of(sample.label("outcome")) == each)
                    .ifPresent(rate -> outcomes.put(each, rate));
        }
        Map<String, Double> millis = new HashMap<>();
        for (String quantile : QUANTILES) {
            double seconds = rates.now(is("admission_time_seconds", "quantile", quantile))
                    .orElse(0);
            // Zero means that there was no such admission lately.
            if (seconds > 0) {
                millis.put(quantile, seconds * MILLIS);
            }
        }
        return new Moment(
                at, outcomes, millis, bySale(rates, "orderflow_sale_stock"), bySale(rates, "orderflow_sale_waiting"));
    }

    @Nullable
    Double outcomes(AdmissionOutcome which) {
        return outcomes.get(which);
    }

    String text(AdmissionOutcome which) {
        return text(outcomes.get(which), "%,.0f");
    }

    /** @param quantile one of {@link #QUANTILES} */
    String text(String quantile) {
        var known = millis.get(quantile);
        return known == null ? UNKNOWN : text(known, known < 10 ? "%.1f ms" : "%,.0f ms");
    }

    String leftOf(String saleId) {
        return text(left.get(saleId), "%,.0f");
    }

    String waitingOf(String saleId) {
        return text(waiting.get(saleId), "%,.0f");
    }

    /** In UTC, to the second. */
    String time() {
        return TIME.format(at);
    }

    private static String text(@Nullable Double figure, String format) {
        return figure == null ? UNKNOWN : String.format(Locale.ROOT, format, figure);
    }

    private static Map<String, Double> bySale(MetricRates rates, String gauge) {
        Map<String, Double> figures = new HashMap<>();
        for (String sale : rates.labels(gauge, "sale")) {
            OptionalDouble figure = rates.now(is(gauge, "sale", sale));
            figure.ifPresent(value -> figures.put(sale, value));
        }
        return figures;
    }

    private static Predicate<Sample> is(String name, String label, String value) {
        return sample -> sample.name().equals(name) && sample.label(label).equals(value);
    }
}
