package io.orderflow.dashboard.consumer;

import io.orderflow.dashboard.counter.Sample;
import io.orderflow.dashboard.page.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all services together have counted.
 *
 * @param silent services that do not answer: their groups' counts are not known
 */
record Deliveries(Map<String, DeliveryCounts> groups, List<String> silent) {

    static Deliveries of(Map<String, Source<List<Sample>>> services) {
        Map<String, DeliveryCounts> groups = new HashMap<>();
        List<String> silent = new ArrayList<>();
        services.forEach((service, source) -> {
            switch (source) {
                case Source.Available<List<Sample>>(var samples) -> groups.putAll(DeliveryCounts.of(samples));
                case Source.Failing<List<Sample>> failing -> silent.add(service);
            }
        });
        return new Deliveries(groups, silent);
    }

    /** @return null if no service reports it */
    @Nullable
    DeliveryCounts of(String group) {
        return groups.get(group);
    }
}
