package io.orderflow.dashboard.deadletter.broker;

import io.orderflow.micronaut.rocketmq.RocketMQConfiguration;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.rocketmq.client.consumer.DefaultLitePullConsumer;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.tools.admin.DefaultMQAdminExt;

/**
 * All dead-letter topics as one stream. Pulls, because a push consumer would send back what can't be stored yet, and a dead
 * letter that is sent back no longer shows whose it was. Each instance of the dashboard reads all of it: a letter that two of
 * them take is stored once.
 */
final class DeadLetterTopics implements AutoCloseable {

    /** Its offsets at the broker show how far the dashboard has come. */
    static final String GROUP = "dashboard-dead-letters";

    /** Each queue has its own, waiting for messages at the broker. */
    private static final int PULL_THREADS = 128;

    private static final long POLL_MILLIS = 500;
    private static final int PERSIST_MILLIS = 1_000;

    private final DefaultLitePullConsumer consumer;
    private final DefaultMQAdminExt admin;
    private final Duration discovery;
    private final Set<MessageQueue> queues = new HashSet<>();
    private Set<MessageQueue> polled = Set.of();
    private long discoverAt = System.nanoTime();

    DeadLetterTopics(RocketMQConfiguration rocketmq, Duration discovery) {
        this.consumer = new DefaultLitePullConsumer(GROUP, rocketmq.signature());
        this.admin = new DefaultMQAdminExt(rocketmq.signature());
        this.discovery = discovery;
        // Clients of one name share a connection, and with it its end.
        var name = "dead-letters-" + UUID.randomUUID();
        consumer.setNamesrvAddr(rocketmq.nameServer());
        consumer.setInstanceName(name);
        consumer.setVipChannelEnabled(false);
        consumer.setAutoCommit(false);
        consumer.setPullThreadNums(PULL_THREADS);
        consumer.setPersistConsumerOffsetInterval(PERSIST_MILLIS);
        consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
        admin.setNamesrvAddr(rocketmq.nameServer());
        admin.setInstanceName(name + "-admin");
        admin.setVipChannelEnabled(false);
    }

    void connect() throws MQClientException {
        admin.start();
        consumer.start();
    }

    /** @return some that were not handed out before; none if none comes within half a second */
    List<DeadMessage> next() throws Exception {
        if (System.nanoTime() - discoverAt >= 0) {
            discover();
            discoverAt = System.nanoTime() + discovery.toNanos();
        }
        List<MessageExt> messages = consumer.poll(POLL_MILLIS);
        polled = queuesOf(messages);
        return messages.stream().map(Reading::of).toList();
    }

    /** What {@link #next} returned last is safe. */
    void acknowledge() {
        consumer.commit(polled, true);
    }

    private void discover() throws Exception {
        boolean found = false;
        for (String topic : admin.fetchAllTopicList().getTopicList()) {
            if (Reading.isDeadLetterTopic(topic)) {
                found |= queues.addAll(consumer.fetchMessageQueues(topic));
            }
        }
        if (found) {
            consumer.assign(queues);
        }
    }

    private static Set<MessageQueue> queuesOf(List<MessageExt> messages) {
        var queues = new HashSet<MessageQueue>();
        for (var message : messages) {
            queues.add(new MessageQueue(message.getTopic(), message.getBrokerName(), message.getQueueId()));
        }
        return queues;
    }

    @Override
    public void close() {
        consumer.shutdown();
        admin.shutdown();
    }
}
