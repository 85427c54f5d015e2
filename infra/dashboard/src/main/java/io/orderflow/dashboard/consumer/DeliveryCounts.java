package io.orderflow.dashboard.consumer;

import io.orderflow.dashboard.counter.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a group's deliveries since its service started.
 *
 * @param attempts all of them
 * @param retries sent back, to come again
 * @param byRedis duplicates that Redis stopped
 * @param byDatabase duplicates that only the database's unique key stopped
 */
record DeliveryCounts(long attempts, long retries, long byRedis, long byDatabase) {

    static final DeliveryCounts NONE = new DeliveryCounts(0, 0, 0, 0);

    static Map<String, DeliveryCounts> of(List<Sample> samples) {
        Map<String, DeliveryCounts> groups = new HashMap<>();
        for (var sample : samples) {
            if (sample.name().equals("rocketmq_consume_seconds_count")) {
                groups.merge(sample.label("group"), of(sample), DeliveryCounts::plus);
            }
        }
        return groups;
    }

    long duplicates() {
        return byRedis + byDatabase;
    }

    private static DeliveryCounts of(Sample sample) {
        long count = (long) sample.value();
        return switch (sample.label("outcome")) {
            case "redeliver" -> new DeliveryCounts(count, count, 0, 0);
            case "already-claimed" -> new DeliveryCounts(count, 0, count, 0);
            case "already-stored" -> new DeliveryCounts(count, 0, 0, count);
            default -> new DeliveryCounts(count, 0, 0, 0);
        };
    }

    private DeliveryCounts plus(DeliveryCounts other) {
        return new DeliveryCounts(
                attempts + other.attempts,
                retries + other.retries,
                byRedis + other.byRedis,
                byDatabase + other.byDatabase);
    }
}
