package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.page.Source;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.rocketmq.common.message.MessageConst;
import org.apache.rocketmq.common.message.MessageExt;

/** Messages that the broker still keeps, found through its index. What it has deleted by age is not found. */
@Singleton
public final class BrokerMessages {

    private static final Comparator<MessageExt> AS_STORED =
            Comparator.comparingLong(MessageExt::getStoreTimestamp).thenComparingLong(MessageExt::getCommitLogOffset);

    private final BrokerConnection connection;
    private final MessageIndex index;

    BrokerMessages(BrokerConnection connection, MessageIndex index) {
        this.connection = connection;
        this.index = index;
    }

    /**
     * @param key one of the message's keys
     * @return every copy in this topic in the order in which they were stored, at most 64 of each broker. Redeliveries are
     *     in the topic {@code %RETRY%GROUP}, dead letters in {@code %DLQ%GROUP}
     */
    public Source<List<BrokerMessage>> byKey(String topic, String key) {
        return Source.of(
                "RocketMQ, messages " + key + " of " + topic,
                () -> find(topic, key, MessageConst.INDEX_KEY_TYPE).stream()
                        .filter(found -> topic.equals(found.getTopic()) && hasKey(found, key))
                        .sorted(AS_STORED)
                        .map(BrokerMessage::of)
                        .toList());
    }

    /** @param id as its sender called it ({@link BrokerMessage#id}) */
    public Source<List<BrokerMessage>> byId(String topic, String id) {
        return Source.of(
                "RocketMQ, message " + id + " of " + topic,
                () -> find(topic, id, MessageConst.INDEX_UNIQUE_TYPE).stream()
                        .sorted(AS_STORED)
                        .map(BrokerMessage::of)
                        .filter(found -> found.id().equals(id))
                        .toList());
    }

    private List<MessageExt> find(String topic, String key, String indexType) throws Exception {
        var found = new ArrayList<MessageExt>();
        for (var broker : connection.brokers()) {
            found.addAll(index.find(broker, topic, key, indexType));
        }
        return found;
    }

    /** The index compares hash codes only. */
    private static boolean hasKey(MessageExt message, String key) {
        var keys = message.getKeys();
        return keys != null && List.of(keys.split(MessageConst.KEY_SEPARATOR)).contains(key);
    }
}
