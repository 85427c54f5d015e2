package io.orderflow.micronaut.rocketmq;

import io.orderflow.messaging.consume.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.common.message.MessageExt;
import org.apache.rocketmq.common.message.MessageQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumes for one group: hands messages to its methods and reports to the broker what came of each. */
final class GroupConsumer implements MessageListenerConcurrently {

    private static final Logger LOG = LoggerFactory.getLogger(GroupConsumer.class);

    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(2);
    private static final Duration SETTLE_LOOK = Duration.ofMillis(1);

    /** For failures of the library or of what surrounds the handler, which the listener's own policy does not cover. */
    private static final int UNFORESEEN_REDELIVERIES = 15;

    private static final Duration UNFORESEEN_DELAY = Duration.ofSeconds(10);

    private final ListenerGroup group;
    private final DelayLadder ladder;
    private final PushConsumer.Builder builder;
    private final BrokerDelays delays;
    // Handlers hold it shared, stopping exclusively: so stopping waits for running handlers and blocks new ones.
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();
    /** What each thread handled last: the client reports it to the broker after the handler has returned. */
    private final Map<Thread, LastHandled> settling = new ConcurrentHashMap<>();

    private boolean stopping;
    private @Nullable BackgroundStart start;
    private volatile @Nullable PushConsumer consumer;

    GroupConsumer(ListenerGroup group, DelayLadder ladder, PushConsumer.Builder builder, BrokerDelays delays) {
        this.group = group;
        this.ladder = ladder;
        this.builder = builder;
        this.delays = delays;
    }

    String name() {
        return group.name();
    }

    ListenerGroup group() {
        return group;
    }

    int handlersRunning() {
        return running.getReadLockCount();
    }

    /** Only looks. */
    @Nullable
    PushConsumer consumerIfRunning() {
        return consumer;
    }

    void start() {
        start = BackgroundStart.of("consumer " + group.name(), this::connect);
    }

    private void connect() throws MQClientException {
        var connecting = builder.build(group, this);
        try {
            connecting.startAtOnce();
        } catch (MQClientException | RuntimeException failure) {
            connecting.shutdown();
            throw failure;
        }
        consumer = connecting;
        LOG.info("Group {} consumes {}", group.name(), group.subscriptions());
        if (!group.broadcast()) {
            delays.ask(connecting.client(), group.subscriptions().keySet());
        }
    }

    /** Lets running handlers finish, within {@code patience}, and starts no others: their messages go to another instance. */
    void stop(Duration patience) throws InterruptedException {
        if (start != null) {
            start.stop();
        }
        var stopped = consumer;
        if (stopped == null) {
            return;
        }
        stopped.suspend();
        if (running.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                stopping = true;
                awaitSettled(stopped);
                stopped.dropQueues();
            } finally {
                running.writeLock().unlock();
            }
        } else {
            LOG.warn(
                    "Group {}: {} handlers still run after {}; they are interrupted and their messages {}",
                    group.name(),
                    handlersRunning(),
                    patience,
                    fateOfUnsettled());
            stopped.dropQueues();
            stopped.setAwaitTerminationMillisWhenShutdown(0);
        }
        stopped.shutdown();
    }

    /** A message that is settled has left its queue. One whose settlement can't be sent is given up: it is redelivered. */
    private void awaitSettled(PushConsumer stopped) {
        long deadline = System.nanoTime() + SETTLE_PATIENCE.toNanos();
        for (LastHandled last : settling.values()) {
            while (stopped.holds(last.message(), last.queue()) && System.nanoTime() < deadline) {
                LockSupport.parkNanos(SETTLE_LOOK.toNanos());
            }
        }
    }

    private record LastHandled(MessageExt message, MessageQueue queue) {}

    @Override
    public ConsumeConcurrentlyStatus consumeMessage(List<MessageExt> messages, ConsumeConcurrentlyContext context) {
        running.readLock().lock();
        try {
            if (stopping) {
                // The queue is dropped: the answer is ignored and the message stays with the broker.
                return ConsumeConcurrentlyStatus.RECONSUME_LATER;
            }
            settling.put(Thread.currentThread(), new LastHandled(messages.getFirst(), context.getMessageQueue()));
            return tellBroker(messages, settle(messages), context);
        } finally {
            running.readLock().unlock();
        }
    }

    /** A failure outside the handling of single deliveries must not affect all of the batch: then each is settled alone. */
    private List<Settlement> settle(List<MessageExt> messages) {
        try {
            return group.settle(messages.stream()
                    .map(message -> BrokerMessages.delivery(group.name(), message))
                    .toList());
        } catch (RuntimeException | Error unforeseen) {
            if (messages.size() > 1) {
                LOG.warn(
                        "Group {}: {} messages can't be settled together, each is settled alone now",
                        name(),
                        messages.size(),
                        unforeseen);
                return messages.stream()
                        .map(message -> settle(List.of(message)).getFirst())
                        .toList();
            }
            return List.of(afterUnforeseen(messages.getFirst(), unforeseen));
        }
    }

    private Settlement afterUnforeseen(MessageExt message, Throwable unforeseen) {
        boolean last = message.getReconsumeTimes() >= UNFORESEEN_REDELIVERIES;
        LOG.error(
                "Group {}: message {} can't be settled at attempt {} and {}",
                name(),
                message.getMsgId(),
                message.getReconsumeTimes() + 1,
                last ? "is a dead letter now" : fateOfUnsettled(),
                unforeseen);
        return last ? new Settlement.DeadLetter() : new Settlement.Redeliver(UNFORESEEN_DELAY);
    }

    private ConsumeConcurrentlyStatus tellBroker(
            List<MessageExt> messages, List<Settlement> settlements, ConsumeConcurrentlyContext context) {
        if (messages.size() == 1) {
            int level = level(settlements.getFirst());
            if (level == 0) {
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            }
            context.setDelayLevelWhenNextConsume(level);
            return ConsumeConcurrentlyStatus.RECONSUME_LATER;
        }
        // The client takes only one answer for a batch: what is not acknowledged is sent back one by one.
        for (int i = 0; i < messages.size(); i++) {
            int level = level(settlements.get(i));
            if (level != 0 && !sendBack(messages.get(i), level, context.getMessageQueue())) {
                // This one and those behind it are redelivered by the client; duplicates are harmless, a loss is not.
                context.setAckIndex(i - 1);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            }
        }
        return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
    }

    private String fateOfUnsettled() {
        return group.broadcast() ? "lost here: a broadcast is not redelivered" : "will be redelivered";
    }

    private boolean sendBack(MessageExt message, int level, MessageQueue queue) {
        var current = consumer;
        return current != null && current.sendBack(message, level, queue);
    }

    /** 0 stands for "acknowledged". */
    private int level(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Acknowledge acknowledged -> 0;
            case Settlement.Redeliver redeliver -> ladder.levelFor(redeliver.after());
            case Settlement.DeadLetter dead -> DelayLadder.DEAD_LETTER;
        };
    }
}
