package io.orderflow.micronaut.rocketmq;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.impl.consumer.ProcessQueue;
import org.apache.rocketmq.client.impl.factory.MQClientInstance;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.protocol.heartbeat.MessageModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RocketMQ's push consumer with access to its internals. */
final class PushConsumer extends DefaultMQPushConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(PushConsumer.class);

    /** Attempts to register this consumer at the broker; after that the client does it in its own time. */
    private static final int HEARTBEATS = 20;

    private static final Duration HEARTBEAT_PAUSE = Duration.ofMillis(50);

    private PushConsumer(String group, RPCHook signature) {
        super(group, signature);
    }

    /**
     * Starts and is assigned its queues at once. The client's own start gives up on both, for up to 20 s, when the producer or
     * another group happens to send a heartbeat at that moment.
     */
    void startAtOnce() throws MQClientException {
        start();
        for (int i = 0; i < HEARTBEATS && !client().sendHeartbeatToAllBrokerWithLock(); i++) {
            LockSupport.parkNanos(HEARTBEAT_PAUSE.toNanos());
        }
        client().rebalanceImmediately();
    }

    @SuppressWarnings("deprecation") // the only access to the offset store
    private void takeBroadcasts() {
        setMessageModel(MessageModel.BROADCASTING);
        setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET);
        setOffsetStore(new OffsetsInMemory());
    }

    /** @return whether the broker took it */
    boolean sendBack(MessageExt message, int delayLevel, MessageQueue queue) {
        try {
            defaultMQPushConsumerImpl.sendMessageBack(message, delayLevel, queue);
            return true;
        } catch (Exception failed) {
            if (failed instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.warn("{} of {} could not be sent back: {}", message.getKeys(), getConsumerGroup(), failed.toString());
            return false;
        }
    }

    /** Whether {@code message} still waits to be settled. */
    boolean holds(MessageExt message, MessageQueue queue) {
        var held = defaultMQPushConsumerImpl
                .getRebalanceImpl()
                .getProcessQueueTable()
                .get(queue);
        return held != null && held.containsMessage(message);
    }

    /** What is queued and not begun stays with the broker; its offset does not move. */
    void dropQueues() {
        for (ProcessQueue queue : defaultMQPushConsumerImpl
                .getRebalanceImpl()
                .getProcessQueueTable()
                .values()) {
            queue.setDropped(true);
        }
    }

    MQClientInstance client() {
        return defaultMQPushConsumerImpl.getmQClientFactory();
    }

    /**
     * Makes consumers as configured by {@code rocketmq.consumer.*}. A consumer starts at most once, so each try needs a new
     * one.
     */
    @Singleton
    static final class Builder {

        private static final int MEBIBYTE = 1 << 20;

        private final ClientSettings settings;
        private final ConsumerConfiguration configuration;

        Builder(ClientSettings settings, ConsumerConfiguration configuration) {
            this.settings = settings;
            this.configuration = configuration;
        }

        PushConsumer build(ListenerGroup group, MessageListenerConcurrently listener) throws MQClientException {
            var consumer = new PushConsumer(group.name(), settings.signature());
            settings.applyTo(consumer);
            if (group.broadcast()) {
                consumer.takeBroadcasts();
            } else {
                // A new group must see what was sent before its first member started.
                consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
            }
            consumer.setAllocateMessageQueueStrategy(new DistinctClientAllocation());
            consumer.setConsumeThreadMin(group.threads());
            consumer.setConsumeThreadMax(group.threads());
            consumer.setConsumeMessageBatchMaxSize(group.batch());
            consumer.setPullBatchSize(Math.max(configuration.pullBatchSize(), group.batch()));
            // As much as may be cached; otherwise 256 KiB would cut a large batch short.
            consumer.setPullBatchSizeInBytes(configuration.cachedMegabytes() * MEBIBYTE);
            consumer.setPullInterval(group.linger().toMillis());
            consumer.setPullThresholdForQueue(
                    group.prefetch() > 0 ? group.prefetch() : Math.max(configuration.cachedMessages(), group.batch()));
            consumer.setPullThresholdSizeForQueue(configuration.cachedMegabytes());
            // Only the listener's own policy makes dead letters, and only once their reason is stored; and
            // GroupConsumer, of what can't get there.
            consumer.setMaxReconsumeTimes(Integer.MAX_VALUE);
            consumer.setAwaitTerminationMillisWhenShutdown(
                    configuration.shutdownTimeout().toMillis());
            consumer.setMessageListener(listener);
            for (var subscription : group.subscriptions().entrySet()) {
                consumer.subscribe(subscription.getKey(), subscription.getValue());
            }
            return consumer;
        }
    }
}
