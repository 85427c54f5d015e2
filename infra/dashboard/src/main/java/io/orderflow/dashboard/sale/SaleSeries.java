package io.orderflow.dashboard.sale;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the charts of a sale draw.
 *
 * @param at the oldest first
 * @param lines by name, as many figures as there are moments; null where it was not known
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record SaleSeries(List<Instant> at, Map<String, List<@Nullable Double>> lines) {

    static SaleSeries of(List<Moment> moments, String saleId) {
        Map<String, List<@Nullable Double>> lines = new LinkedHashMap<>();
        for (var outcome : AdmissionOutcome.values()) {
            lines.put(outcome.word(), line(moments, moment -> moment.outcomes(outcome)));
        }
        for (String quantile : Moment.QUANTILES) {
            lines.put(quantile, line(moments, moment -> moment.millis().get(quantile)));
        }
        lines.put("left", line(moments, moment -> moment.left().get(saleId)));
        lines.put("waiting", line(moments, moment -> moment.waiting().get(saleId)));
        return new SaleSeries(moments.stream().map(Moment::at).toList(), lines);
    }

    private static List<@Nullable Double> line(List<Moment> moments, Function<Moment, @Nullable Double> figure) {
        List<@Nullable Double> figures = new ArrayList<>(moments.size());
        for (var moment : moments) {
            figures.add(figure.apply(moment));
        }
        return Collections.unmodifiableList(figures);
    }
}
