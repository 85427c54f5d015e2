package io.orderflow.dashboard.deadletter.broker;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.orderflow.micronaut.rocketmq.RocketMQConfiguration;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every dead letter of every consumer group to {@link DeadMessages}, and acknowledges it to the broker only when it is
 * safe there. While it is not, the broker keeps it: nothing is sent back, nothing skipped.
 *
 * <p>Topics of groups that are new are found within {@code dead-letters.discovery-interval}.
 */
@Singleton
public final class DeadLetterFeed {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFeed.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final RocketMQConfiguration rocketmq;
    private final Duration discovery;
    private final DeadMessages destination;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    DeadLetterFeed(
            RocketMQConfiguration rocketmq,
            @Value("${dead-letters.discovery-interval:5s}") Duration discovery,
            DeadMessages destination) {
        this.rocketmq = rocketmq;
        this.discovery = discovery;
        this.destination = destination;
    }

    @EventListener
    synchronized void onStart(ServerStartupEvent started) {
        if (rocketmq.enabled() && thread == null) {
            thread = Thread.ofVirtual().name("dead-letter-feed").start(this::run);
        }
    }

    @EventListener
    synchronized void onStop(ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join();
        }
    }

    private void run() {
        while (!stopped(Duration.ZERO)) {
            try (var topics = new DeadLetterTopics(rocketmq, discovery)) {
                feed(topics);
            } catch (Exception failure) {
                LOG.warn(
                        "Dead letters can't be read: {}; they stay with the broker, next try in {}",
                        failure,
                        BEFORE_NEXT_TRY);
                stopped(BEFORE_NEXT_TRY);
            }
        }
    }

    private void feed(DeadLetterTopics topics) throws Exception {
        topics.connect();
        while (!stopped(Duration.ZERO)) {
            var messages = topics.next();
            if (!messages.isEmpty() && takenAtLast(messages)) {
                topics.acknowledge();
            }
        }
    }

    /** @return false if the application ends first: the broker hands them out again when it is back */
    private boolean takenAtLast(List<DeadMessage> messages) {
        do {
            try {
                destination.take(messages);
                return true;
            } catch (Exception failure) {
                LOG.warn(
                        "{} dead letters could not be stored: {}; they stay with the broker, next try in {}",
                        messages.size(),
                        failure,
                        BEFORE_NEXT_TRY);
            }
        } while (!stopped(BEFORE_NEXT_TRY));
        return false;
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
