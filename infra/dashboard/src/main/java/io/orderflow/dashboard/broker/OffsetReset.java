package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.rocketmq.common.BoundaryType;

/**
 * Moves a group back in a topic, so that it gets messages again that it has settled. Never forward: that would drop what is not
 * settled.
 */
@Singleton
public final class OffsetReset {

    private final BrokerConnection connection;
    private final ConsumerGroups groups;

    OffsetReset(BrokerConnection connection, ConsumerGroups groups) {
        this.connection = connection;
        this.groups = groups;
    }

    /** @param messages settled ones that would be delivered again */
    public record Replay(String topic, String broker, int queue, long settled, long target, long messages) {}

    /** Changes nothing. @return a row for each queue, those with nothing to replay included */
    public List<Replay> preview(String group, String topic, Instant since) throws Exception {
        List<Replay> replays = new ArrayList<>();
        for (var broker : connection.brokers()) {
            replays.addAll(replays(broker, group, topic, since));
        }
        return List.copyOf(replays);
    }

    /** @return what was moved; members begin again within some seconds, each from its own queue's target */
    public List<Replay> reset(String group, String topic, Instant since) throws Exception {
        List<Replay> moved = new ArrayList<>();
        for (var broker : connection.brokers()) {
            for (var replay : replays(broker, group, topic, since)) {
                if (replay.messages() > 0) {
                    connection.ask(admin -> {
                        admin.resetOffsetByQueueId(broker.address(), group, topic, replay.queue(), replay.target());
                        return replay;
                    });
                    moved.add(replay);
                }
            }
        }
        groups.changed();
        return List.copyOf(moved);
    }

    private List<Replay> replays(Broker broker, String group, String topic, Instant since) throws Exception {
        var offsets = connection
                .requests()
                .getConsumeStats(broker.address(), group, topic, BrokerConnection.TIMEOUT_MILLIS)
                .getOffsetTable();
        List<Replay> replays = new ArrayList<>();
        for (var entry : offsets.entrySet()) {
            int queue = entry.getKey().getQueueId();
            long settled = entry.getValue().getConsumerOffset();
            long stored = connection
                    .requests()
                    .searchOffset(
                            broker.address(),
                            entry.getKey(),
                            since.toEpochMilli(),
                            BoundaryType.LOWER,
                            BrokerConnection.TIMEOUT_MILLIS);
            long target = Math.min(settled, Math.max(0, stored));
            replays.add(new Replay(topic, broker.name(), queue, settled, target, settled - target));
        }
        replays.sort(Comparator.comparingInt(Replay::queue));
        return replays;
    }
}
