package io.orderflow.dashboard.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many dead letters there are, counted every few seconds and remembered: looking costs nothing. Also the gauge {@code
 * orderflow.dead.letters}, where a half message's group is {@code none}.
 */
@Context
public class DeadLetterCounts {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterCounts.class);

    private final Counting counting;
    private final Set<String> knownGroups;
    private final MultiGauge gauge;
    private volatile List<Count> counts = List.of();

    DeadLetterCounts(Counting counting, ServiceSchemas schemas, MeterRegistry registry) {
        this.counting = counting;
        this.knownGroups = schemas.groups();
        this.gauge = MultiGauge.builder("orderflow.dead.letters")
                .description("Stored dead letters by what was done about them")
                .register(registry);
    }

    record Count(DeadLetterState state, String group, long letters) {}

    /** Those that wait for an operator. */
    public long open() {
        return open("");
    }

    /** @param group empty for all of them */
    public long open(String group) {
        return counts.stream()
                .filter(count -> count.state() == DeadLetterState.OPEN)
                .filter(count -> group.isEmpty() || count.group().equals(group))
                .mapToLong(Count::letters)
                .sum();
    }

    /** Those that have dead letters, settled ones included. */
    List<String> groups() {
        return counts.stream()
                .map(Count::group)
                .filter(group -> !group.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "1s")
    void count() {
        try {
            counts = counting.byStateAndGroup();
            gauge.register(
                    Stream.concat(counts.stream(), missing())
                            .map(DeadLetterCounts::row)
                            .toList(),
                    true);
        } catch (RuntimeException failure) {
            LOG.warn("Dead letters can't be counted now: {}; next try in 5 s", failure.toString());
        }
    }

    /** An alert on growth sees a group's first dead letter only if there was a zero before it. */
    private Stream<Count> missing() {
        return Stream.concat(Stream.of(""), knownGroups.stream())
                .map(group -> new Count(DeadLetterState.OPEN, group, 0))
                .filter(zero -> counts.stream()
                        .noneMatch(count ->
                                count.state() == zero.state() && count.group().equals(zero.group())));
    }

    private static MultiGauge.Row<?> row(Count count) {
        return MultiGauge.Row.of(
                Tags.of(
                        "state",
                        count.state().inAddress(),
                        "group",
                        count.group().isEmpty() ? "none" : count.group()),
                count.letters());
    }

    /** From an index alone. */
    @Singleton
    static class Counting {

        private final JdbcOperations database;

        Counting(JdbcOperations database) {
            this.database = database;
        }

        @Transactional(readOnly = true)
        List<Count> byStateAndGroup() {
            return database.prepareStatement(
                    "SELECT state, consumer_group, COUNT(*) FROM dead_letter GROUP BY state, consumer_group", query -> {
                        var counts = new ArrayList<Count>();
                        try (var rows = query.executeQuery()) {
                            while (rows.next()) {
                                counts.add(new Count(
                                        DeadLetterState.valueOf(rows.getString(1)),
                                        rows.getString(2),
                                        rows.getLong(3)));
                            }
                        }
                        return counts;
                    });
        }
    }
}
