package io.orderflow.micronaut.rocketmq;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.rocketmq.client.consumer.store.ControllableOffset;
import org.apache.rocketmq.client.consumer.store.OffsetStore;
import org.apache.rocketmq.client.consumer.store.ReadOffsetType;
import org.apache.rocketmq.common.message.MessageQueue;

/**
 * How far a broadcast's consumer has come, for as long as it runs: a queue that was lost with its broker continues where it
 * stood. RocketMQ's own store keeps a file in the user's home folder.
 */
final class OffsetsInMemory implements OffsetStore {

    /** What the client takes for "never seen": it then starts at the end. */
    private static final long NONE = -1;

    private final Map<MessageQueue, ControllableOffset> reached = new ConcurrentHashMap<>();

    @Override
    public void load() {
        // There is nothing before the first message.
    }

    @Override
    public void updateOffset(MessageQueue queue, long offset, boolean increaseOnly) {
        reached.computeIfAbsent(queue, _ -> new ControllableOffset(offset)).update(offset, increaseOnly);
    }

    @Override
    public void updateAndFreezeOffset(MessageQueue queue, long offset) {
        reached.computeIfAbsent(queue, _ -> new ControllableOffset(offset)).updateAndFreeze(offset);
    }

    @Override
    public long readOffset(MessageQueue queue, ReadOffsetType type) {
        var offset = reached.get(queue);
        return offset == null ? NONE : offset.getOffset();
    }

    @Override
    public void persistAll(Set<MessageQueue> queues) {
        // Kept in memory.
    }

    @Override
    public void persist(MessageQueue queue) {
        // Kept in memory.
    }

    /** The client calls it whenever it is assigned a queue, before it asks for the offset: removes only the freeze. */
    @Override
    public void removeOffset(MessageQueue queue) {
        reached.computeIfPresent(queue, (_, offset) -> new ControllableOffset(offset.getOffset()));
    }

    @Override
    public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
        return reached.entrySet().stream()
                .filter(entry -> topic.isBlank() || topic.equals(entry.getKey().getTopic()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getOffset()));
    }

    @Override
    public void updateConsumeOffsetToBroker(MessageQueue queue, long offset, boolean oneWay) {
        // The broker keeps no offsets of broadcasts.
    }
}
