package io.orderflow.load.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends this process when something takes far too long; what has to be tidied is tidied as after Ctrl-C. */
final class TimeLimit implements AutoCloseable {

    private final CountDownLatch over = new CountDownLatch(1);

    private TimeLimit() {}

    static TimeLimit after(Duration longest) {
        var limit = new TimeLimit();
        Thread.ofPlatform().daemon().name("time-limit").start(() -> limit.watch(longest));
        return limit;
    }

    private void watch(Duration longest) {
        try {
            if (!over.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.printf("Given up after %d minutes: there is no table.%n", longest.toMinutes());
                System.exit(1);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
