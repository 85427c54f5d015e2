package io.orderflow.dashboard.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A consumer group as the broker sees it. What members have settled reaches the broker with their next fetch or within five
 * seconds, so the lag of a busy group is a little too high.
 *
 * @param paused the broker hands nothing out to it
 * @param broadcast every member gets every message; the broker keeps no offsets and knows no lag
 * @param subscriptions tag expression by topic, of the members that run now
 */
public record ConsumerGroup(
        String name,
        boolean paused,
        boolean broadcast,
        List<Member> members,
        Map<String, String> subscriptions,
        List<QueueState> queues) {

    public ConsumerGroup {
        members = List.copyOf(members);
        queues = List.copyOf(queues);
    }

    /**
     * A running instance.
     *
     * @param version of its RocketMQ client
     */
    public record Member(String clientId, String address, String language, String version) {}

    /** Messages that are not settled, those in flight included. */
    public long lag() {
        return queues.stream().mapToLong(QueueState::lag).sum();
    }

    /** Fetched by a member and not settled. */
    public long inFlight() {
        return queues.stream().mapToLong(QueueState::inFlight).sum();
    }

    /** When the oldest message that is not settled was stored. */
    public Optional<Instant> waitingSince() {
        return queues.stream().flatMap(queue -> queue.waitingSince().stream()).min(Comparator.naturalOrder());
    }

    /** How long the oldest message has been waiting; zero if none is. */
    public Duration lagAt(Instant now) {
        return waitingSince()
                .map(since -> Duration.between(since, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    public List<String> topics() {
        return queues.stream().map(QueueState::topic).distinct().toList();
    }
}
