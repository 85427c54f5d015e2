package io.orderflow.micronaut.rocketmq;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.rocketmq.client.exception.MQClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts something that talks to the broker on a thread of its own, again and again until it succeeds or is stopped. */
final class BackgroundStart {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundStart.class);
    private static final int SECONDS_BETWEEN_ATTEMPTS = 5;

    @FunctionalInterface
    interface Attempt {
        void run() throws MQClientException;
    }

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private BackgroundStart(String name, Attempt attempt) {
        thread = Thread.ofVirtual().name("rocketmq-start-" + name).unstarted(() -> repeat(name, attempt));
    }

    static BackgroundStart of(String name, Attempt attempt) {
        var start = new BackgroundStart(name, attempt);
        start.thread.start();
        return start;
    }

    /** Returns when no attempt is running and none will follow. */
    void stop() throws InterruptedException {
        stopped.countDown();
        thread.join();
    }

    private void repeat(String name, Attempt attempt) {
        try {
            while (stopped.getCount() > 0 && !succeeds(name, attempt)) {
                if (stopped.await(SECONDS_BETWEEN_ATTEMPTS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean succeeds(String name, Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (MQClientException | RuntimeException failure) {
            LOG.warn(
                    "RocketMQ {} did not start: {}; next attempt in {} s",
                    name,
                    failure.getMessage(),
                    SECONDS_BETWEEN_ATTEMPTS);
            return false;
        }
    }
}
