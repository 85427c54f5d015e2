package io.orderflow.dashboard.counter;

import java.util.Map;

/** One line of a service's metrics. */
public record Sample(String name, Map<String, String> labels, double value) {

    public Sample {
        labels = Map.copyOf(labels);
    }

    /** @return empty text for a label that it does not have */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
