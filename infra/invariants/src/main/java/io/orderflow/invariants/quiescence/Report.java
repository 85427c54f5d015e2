package io.orderflow.invariants.quiescence;

import io.orderflow.invariants.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All rules at one moment.
 *
 * @param at when it was complete
 * @param took how long the database and the broker were asked
 */
public record Report(Instant at, Duration took, Motion motion, List<Light> lights) {

    public Report {
        lights = List.copyOf(lights);
    }

    static Report of(Instant begun, Instant done, Motion motion, List<Verdict> verdicts) {
        return new Report(
                done,
                Duration.between(begun, done),
                motion,
                verdicts.stream().map(verdict -> Light.of(verdict, motion)).toList());
    }

    public boolean allGreen() {
        return lights.stream().allMatch(Light.Green.class::isInstance);
    }

    public List<Light.Red> broken() {
        return lights.stream()
                .filter(Light.Red.class::isInstance)
                .map(Light.Red.class::cast)
                .toList();
    }
}
