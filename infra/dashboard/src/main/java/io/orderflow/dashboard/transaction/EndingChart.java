package io.orderflow.dashboard.transaction;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * @param minutes without a gap, the latest last
 * @param counts by ending, as many as there are minutes
 */
@Serdeable
public record EndingChart(List<Instant> minutes, Map<String, List<Long>> counts) {

    static EndingChart of(List<EndingMinutes.Row> rows, Instant from, Instant to) {
        var first = from.truncatedTo(ChronoUnit.MINUTES);
        List<Instant> minutes = new ArrayList<>();
        for (var minute = first; !minute.isAfter(to); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            minutes.add(minute);
        }
        Map<TransactionOutcomeCount, Long[]> counts = new LinkedHashMap<>();
        for (var ending : TransactionOutcomeCount.values()) {
            var none = new Long[minutes.size()];
            Arrays.fill(none, 0L);
            counts.put(ending, none);
        }
        for (var row : rows) {
            int at = Math.toIntExact(ChronoUnit.MINUTES.between(first, row.minute()));
            var counted = counts.get(row.ending());
            if (counted != null && at >= 0 && at < counted.length) {
                counted[at] = row.count();
            }
        }
        Map<String, List<Long>> named = new LinkedHashMap<>();
        counts.forEach((ending, counted) -> named.put(ending.word(), List.of(counted)));
        return new EndingChart(minutes, named);
    }

    long total(TransactionOutcomeCount ending) {
        return counts.getOrDefault(ending.word(), List.of()).stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
