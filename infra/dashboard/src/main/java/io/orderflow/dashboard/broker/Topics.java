package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.page.Snapshot;
import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.rocketmq.remoting.protocol.admin.TopicOffset;

/** What is sent where, and how fast. Topics of the broker itself, of redeliveries and of dead letters are left out. */
@Singleton
public final class Topics {

    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final BrokerConnection connection;
    private final Clock clock;
    private final Snapshot<List<Topic>> topics;
    private volatile Look before = new Look(Instant.EPOCH, Map.of());

    /**
     * @param stored messages since the topic was made, those deleted by age included
     * @param perSecond between the last two looks; empty at the first
     */
    public record Topic(String name, long stored, OptionalDouble perSecond) {}

    private record Look(Instant at, Map<String, Long> stored) {}

    Topics(BrokerConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
        this.topics = new Snapshot<>("RocketMQ, topics", this::look);
    }

    /** At most some seconds old; sorted by name. */
    public Source<List<Topic>> all() {
        return topics.now();
    }

    private List<Topic> look() throws Exception {
        Map<String, Long> stored = new TreeMap<>();
        for (var broker : connection.brokers()) {
            var known = connection.ask(
                    admin -> admin.getUserTopicConfig(broker.address(), false, BrokerConnection.TIMEOUT_MILLIS));
            for (var name : known.getTopicConfigTable().keySet()) {
                var offsets = connection.ask(admin -> admin.examineTopicStats(broker.address(), name));
                long end = offsets.getOffsetTable().values().stream()
                        .mapToLong(TopicOffset::getMaxOffset)
                        .sum();
                stored.merge(name, end, Long::sum);
            }
        }
        var last = before;
        var now = new Look(clock.instant(), stored);
        before = now;
        return stored.entrySet().stream()
                .map(topic -> new Topic(topic.getKey(), topic.getValue(), rate(topic.getKey(), last, now)))
                .toList();
    }

    private static OptionalDouble rate(String topic, Look last, Look now) {
        var between = Duration.between(last.at(), now.at());
        Long earlier = last.stored().get(topic);
        Long later = now.stored().get(topic);
        if (earlier == null || later == null || between.compareTo(SHORTEST) < 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(0, later - earlier) * 1_000.0 / between.toMillis());
    }
}
