package io.orderflow.dashboard.home;

import io.orderflow.dashboard.home.HealthCheck.Light;
import io.orderflow.dashboard.home.HealthCheck.Reading;
import java.util.Comparator;
import java.util.List;

/** All checks at once. */
record HealthSummary(List<Reading> readings) {

    HealthSummary {
        readings = List.copyOf(readings);
    }

    /** The worst light of all checks. */
    Light light() {
        return readings.stream()
                .map(Reading::light)
                .max(Comparator.naturalOrder())
                .orElse(Light.UNKNOWN);
    }

    /** The key of the sentence for this state. */
    String sentence() {
        return switch (light()) {
            case OK -> "all-ok";
            case SETTLING -> "all-settling";
            case UNKNOWN -> "all-unknown";
            case BAD -> "all-bad";
        };
    }

    /** The worst first. */
    List<Reading> notWell() {
        return readings.stream()
                .filter(reading -> reading.light() != Light.OK)
                .sorted(Comparator.comparing(Reading::light).reversed())
                .toList();
    }
}
