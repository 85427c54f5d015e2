package io.orderflow.load.generate;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A load that is under way. */
public final class Run {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile long sent;

    Run() {}

    /** Waits until the first request is sent: the generator opens its connections before. */
    public void awaitBegin() throws InterruptedException {
        begun.await();
        rethrow();
    }

    /** Reaches 0 when the last request is answered, or given up. */
    public CountDownLatch done() {
        return done;
    }

    /** Nothing more is sent; what is under way is still waited for. */
    public void stop() {
        stopping = true;
    }

    /** How many requests have been begun. */
    public long sent() {
        return sent;
    }

    /** Waits for the end, whatever it is. */
    public void await() throws InterruptedException {
        done.await();
        rethrow();
    }

    /** Throws what went wrong with the generator itself, if anything did. */
    public void rethrow() {
        var failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("The load generator gave up", failed);
        }
    }

    boolean stopping() {
        return stopping;
    }

    void sent(long requests) {
        sent = requests;
        begun.countDown();
    }

    void failed(RuntimeException cause) {
        failure.set(cause);
    }

    void ended() {
        begun.countDown();
        done.countDown();
    }
}
