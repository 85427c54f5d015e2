package io.orderflow.dashboard.broker;

import io.orderflow.dashboard.broker.BrokerConnection.Broker;
import io.orderflow.dashboard.broker.ConsumerGroup.Member;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.common.MQVersion;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.apache.rocketmq.remoting.protocol.admin.OffsetWrapper;
import org.apache.rocketmq.remoting.protocol.body.ConsumerConnection;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;

/** One group, put together from what each broker reports. */
@Singleton
final class GroupReader {

    private static final Comparator<QueueState> BY_TOPIC_AND_QUEUE = Comparator.comparing(QueueState::topic)
            .thenComparing(QueueState::broker)
            .thenComparingInt(QueueState::queue);

    private final BrokerConnection connection;
    private final QueueReader queues;

    GroupReader(BrokerConnection connection, QueueReader queues) {
        this.connection = connection;
        this.queues = queues;
    }

    ConsumerGroup read(List<Broker> brokers, String group, boolean paused) throws Exception {
        Map<String, Member> members = new TreeMap<>();
        Map<String, String> subscriptions = new TreeMap<>();
        List<QueueState> states = new ArrayList<>();
        boolean broadcast = false;
        for (var broker : brokers) {
            var connected = connected(broker, group);
            if (connected.isPresent()) {
                var consumers = connected.get();
                broadcast |= consumers.getMessageModel() == MessageModel.BROADCASTING;
                consumers
                        .getConnectionSet()
                        .forEach(each -> members.put(
                                each.getClientId(),
                                new Member(
                                        each.getClientId(),
                                        each.getClientAddr(),
                                        String.valueOf(each.getLanguage()),
                                        MQVersion.getVersionDesc(each.getVersion()))));
                consumers
                        .getSubscriptionTable()
                        .forEach((topic, subscribed) -> subscriptions.put(topic, subscribed.getSubString()));
            }
            states.addAll(states(broker, group));
        }
        states.sort(BY_TOPIC_AND_QUEUE);
        return new ConsumerGroup(
                group, paused, broadcast, List.copyOf(members.values()), subscriptions, broadcast ? List.of() : states);
    }

    private Optional<ConsumerConnection> connected(Broker broker, String group) throws Exception {
        try {
            return Optional.of(connection.ask(admin -> admin.examineConsumerConnectionInfo(group, broker.address())));
        } catch (MQBrokerException refused) {
            if (refused.getResponseCode() == ResponseCode.CONSUMER_NOT_ONLINE) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private List<QueueState> states(Broker broker, String group) throws Exception {
        var offsets = connection
                .requests()
                .getConsumeStats(broker.address(), group, BrokerConnection.TIMEOUT_MILLIS)
                .getOffsetTable();
        List<QueueState> states = new ArrayList<>();
        for (var entry : offsets.entrySet()) {
            states.add(state(broker, entry.getKey(), entry.getValue()));
        }
        return states;
    }

    private QueueState state(Broker broker, MessageQueue queue, OffsetWrapper offsets) throws Exception {
        Optional<Instant> waitingSince = Optional.empty();
        if (offsets.getBrokerOffset() > offsets.getConsumerOffset()) {
            waitingSince =
                    queues.read(broker, queue.getTopic(), queue.getQueueId(), offsets.getConsumerOffset(), 1).stream()
                            .map(message -> Instant.ofEpochMilli(message.getStoreTimestamp()))
                            .findFirst();
        }
        return new QueueState(
                queue.getTopic(),
                queue.getBrokerName(),
                queue.getQueueId(),
                offsets.getBrokerOffset(),
                offsets.getPullOffset(),
                offsets.getConsumerOffset(),
                waitingSince);
    }
}
