package io.orderflow.seckill.buffer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between attempts, longer each time, and no longer once it is time to stop. For one thread. */
final class Pause {

    private final Duration first;
    private final Duration longest;
    private final CountDownLatch stopped;
    private Duration next;

    Pause(Duration first, Duration longest, CountDownLatch stopped) {
        this.first = first;
        this.longest = longest;
        this.stopped = stopped;
        this.next = first;
    }

    /** @return false if it is time to stop */
    boolean takeLonger() {
        boolean goOn = take(next);
        next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        return goOn;
    }

    /** @return false if it is time to stop */
    boolean takeShort() {
        return take(first);
    }

    void reset() {
        next = first;
    }

    private boolean take(Duration duration) {
        try {
            return !stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
