package io.orderflow.dashboard.counter;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A service's figures now, and how fast they have grown in the last seconds. */
public final class MetricRates {

    private static final double MILLIS_PER_SECOND = 1_000;

    private record Series(String name, Map<String, String> labels) {

        static Series of(Sample sample) {
            return new Series(sample.name(), sample.labels());
        }
    }

    private final Scrape first;
    private final Scrape last;

    MetricRates(Scrape first, Scrape last) {
        this.first = first;
        this.last = last;
    }

    /** @return the sum of what is a number; empty if nothing is */
    public OptionalDouble now(Predicate<Sample> which) {
        var found = last.samples().stream()
                .filter(which)
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return found.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(found).sum());
    }

    /** @return every value that a label has among the samples of one name */
    public Set<String> labels(String name, String label) {
        return last.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .map(sample -> sample.label(label))
                .collect(Collectors.toSet());
    }

    /** @return by how much these counters grow in a second; empty as long as they were read only once */
    public OptionalDouble perSecond(Predicate<Sample> which) {
        double seconds = Duration.between(first.at(), last.at()).toMillis() / MILLIS_PER_SECOND;
        if (seconds <= 0) {
            return OptionalDouble.empty();
        }
        Map<Series, Double> before = new HashMap<>();
        first.samples().stream().filter(which).forEach(sample -> before.put(Series.of(sample), sample.value()));
        double grown = last.samples().stream()
                .filter(which)
                .mapToDouble(sample -> grown(before.getOrDefault(Series.of(sample), 0.0), sample.value()))
                .sum();
        return OptionalDouble.of(grown / seconds);
    }

    /** A counter that fell belongs to a new process, which began at zero. */
    private static double grown(double before, double now) {
        return now < before ? now : now - before;
    }
}
